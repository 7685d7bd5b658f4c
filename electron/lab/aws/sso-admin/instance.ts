import { type Call, type Operations, reads, writes } from '../protocol/operation.ts';
import { pageOf } from '../protocol/paging.ts';
import { anything, required, text } from '../protocol/shape.ts';
import { checkInstance, instanceResource, invalid, notFound, seconds } from './lookup.ts';
import { ofInstance, paging, regionName } from './members.ts';

export const instanceOperations: Operations = {
  ListInstances: reads(paging, {
    run(call, input) {
      const here = call.region === call.aws.region ? [described(call)] : [];
      const page = pageOf(here, ({ InstanceArn }) => InstanceArn, input, ['ListInstances']);
      return { Instances: page.items, NextToken: page.next };
    },
  }),

  DescribeInstance: reads(ofInstance, {
    resources: instanceResource,
    run(call, input) {
      checkInstance(call, input.InstanceArn);
      const details = { KeyType: 'AWS_OWNED_KMS_KEY', EncryptionStatus: 'ENABLED' };
      return { ...described(call), EncryptionConfigurationDetails: details };
    },
  }),

  UpdateInstance: writes(
    {
      ...ofInstance,
      Name: text({ min: 0, max: 255, pattern: '[\\w+=,.@-]*' }),
      EncryptionConfiguration: anything,
    },
    {
      resources: instanceResource,
      run(call, input) {
        checkInstance(call, input.InstanceArn);
        if (input.EncryptionConfiguration !== undefined && !isAwsOwned(input.EncryptionConfiguration))
          throw invalid('The KMS key does not exist or cannot be used by IAM Identity Center.');
        if (input.Name !== undefined) call.aws.identityCenter.name = input.Name;
        return {};
      },
    },
  ),

  ListRegions: reads(
    { ...ofInstance, ...paging },
    {
      resources: instanceResource,
      run(call, input) {
        checkInstance(call, input.InstanceArn);
        const page = pageOf([primaryRegion(call)], ({ RegionName }) => RegionName, input, ['ListRegions']);
        return { Regions: page.items, NextToken: page.next };
      },
    },
  ),

  DescribeRegion: reads(
    { ...ofInstance, RegionName: required(regionName) },
    {
      resources: instanceResource,
      run(call, input) {
        checkInstance(call, input.InstanceArn);
        const region = primaryRegion(call);
        if (input.RegionName !== region.RegionName) throw notFound(`Region ${input.RegionName} not found`);
        return region;
      },
    },
  ),
};

function described(call: Call) {
  const { identityCenter, identityStore, organization } = call.aws;
  return {
    InstanceArn: identityCenter.instanceArn,
    IdentityStoreId: identityStore.id,
    OwnerAccountId: organization.managementAccountId,
    ...(identityCenter.name === '' ? {} : { Name: identityCenter.name }),
    CreatedDate: seconds(identityCenter.createdAt),
    Status: 'ACTIVE',
  };
}

function primaryRegion(call: Call) {
  const { region, createdAt } = call.aws.identityCenter;
  return { RegionName: region, Status: 'ACTIVE', AddedDate: seconds(createdAt), IsPrimaryRegion: true };
}

function isAwsOwned(configuration: unknown): boolean {
  return (
    typeof configuration === 'object' &&
    configuration !== null &&
    'KeyType' in configuration &&
    configuration.KeyType === 'AWS_OWNED_KMS_KEY'
  );
}
