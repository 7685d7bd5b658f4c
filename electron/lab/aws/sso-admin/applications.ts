import { type CenterApplication, identityStoreArn } from '../applications.ts';
import { AwsError } from '../protocol/aws-error.ts';
import { type Call, type Operations, reads } from '../protocol/operation.ts';
import { pageOf } from '../protocol/paging.ts';
import { required, structure } from '../protocol/shape.ts';
import { APPLICATION_PROVIDERS, type ApplicationProvider } from './application-providers.ts';
import {
  applicationOf,
  applicationResource,
  checkInstance,
  instanceResource,
  notFound,
  seconds,
} from './lookup.ts';
import { accountId, applicationProviderArn, ofApplication, ofInstance, paging } from './members.ts';

const applicationFilter = structure({
  ApplicationAccount: accountId,
  ApplicationProvider: applicationProviderArn,
});

export const applicationOperations: Operations = {
  ListApplications: reads(
    {
      ...ofInstance,
      ...paging,
      Filter: applicationFilter,
    },
    {
      resources: instanceResource,
      run(call, input) {
        checkInstance(call, input.InstanceArn);
        const { ApplicationAccount: account, ApplicationProvider: provider } = input.Filter ?? {};
        checkMember(call, account);
        const all = [...call.aws.identityCenter.applications.values()].filter(
          (one) =>
            (account === undefined || one.accountId === account) &&
            (provider === undefined || one.providerArn === provider),
        );
        const page = pageOf(all, ({ arn }) => arn, input, ['ListApplications', account, provider]);
        return { Applications: page.items.map((one) => described(call, one)), NextToken: page.next };
      },
    },
  ),

  DescribeApplication: reads(ofApplication, {
    resources: applicationResource,
    run: (call, input) => described(call, applicationOf(call, input.ApplicationArn)),
  }),

  ListApplicationProviders: reads(paging, {
    run(_call, input) {
      const page = pageOf(APPLICATION_PROVIDERS, ({ arn }) => arn, input, ['ListApplicationProviders']);
      return { ApplicationProviders: page.items.map(provided), NextToken: page.next };
    },
  }),

  DescribeApplicationProvider: reads(
    { ApplicationProviderArn: required(applicationProviderArn) },
    {
      resources: (_call, input) => [input.ApplicationProviderArn],
      run(_call, input) {
        const provider = APPLICATION_PROVIDERS.find(({ arn }) => arn === input.ApplicationProviderArn);
        if (provider === undefined)
          throw notFound(`ApplicationProvider ${input.ApplicationProviderArn} not found`);
        return provided(provider);
      },
    },
  ),
};

/** Any other account than the management account and a delegated administrator's sees its own applications, and has to say so. */
function checkMember(call: Call, account: string | undefined): void {
  const { organization } = call.aws;
  const { accountId: caller, arn } = call.caller;
  const services = organization.delegatedAdministrators.get(caller) ?? [];
  if (caller === organization.managementAccountId || services.includes('sso.amazonaws.com')) return;
  if (account !== caller)
    throw new AwsError(
      'AccessDeniedException',
      `User: ${arn} is not authorized to perform: sso:ListApplications; a member account lists its own applications by Filter.ApplicationAccount`,
    );
}

function described(call: Call, one: CenterApplication) {
  const origin = one.url === undefined ? one.signInOrigin : 'APPLICATION';
  return {
    ApplicationArn: one.arn,
    ApplicationProviderArn: one.providerArn,
    Name: one.name,
    ApplicationAccount: one.accountId,
    InstanceArn: call.aws.identityCenter.instanceArn,
    IdentityStoreArn: identityStoreArn(call.aws),
    Status: one.status,
    PortalOptions: {
      ...(origin === undefined
        ? {}
        : {
            SignInOptions: {
              Origin: origin,
              ...(one.url === undefined ? {} : { ApplicationUrl: one.url }),
            },
          }),
      Visibility: one.visible ? 'ENABLED' : 'DISABLED',
    },
    ...(one.description === undefined ? {} : { Description: one.description }),
    CreatedDate: seconds(one.createdAt),
    CreatedFrom: call.aws.identityCenter.region,
  };
}

function provided({ arn, protocol, name, description }: ApplicationProvider) {
  return {
    ApplicationProviderArn: arn,
    FederationProtocol: protocol,
    DisplayData: { DisplayName: name, Description: description },
  };
}
