import { AwsError } from '../protocol/aws-error.ts';
import { type Call, type Operations, reads } from '../protocol/operation.ts';
import { oneOf, required, text } from '../protocol/shape.ts';
import {
  accountOf,
  arnOf,
  checkParent,
  describedAccount,
  describedUnit,
  pageOfOrganization,
  paging,
} from './lookup.ts';

const accountId = text({ max: 12, pattern: '\\d{12}' });
const unitId = text({ max: 68, pattern: 'ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}' });
const parentId = text({ max: 100, pattern: '(r-[0-9a-z]{4,32})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})' });
const childId = text({ max: 100, pattern: '(\\d{12})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})' });
const resourceId = text({
  max: 130,
  pattern:
    '(r-[0-9a-z]{4,32})|(\\d{12})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})|(p-[0-9a-zA-Z_]{8,128})|(rp-[0-9a-zA-Z_]{4,128})|(rt-[0-9a-zA-Z_]{8,32})',
});
const ofParent = { ParentId: required(parentId), ...paging };

/** The tree of root, units and accounts. */
export const treeOperations: Operations = {
  DescribeOrganization: reads(
    {},
    {
      run(call) {
        const { id, managementAccountId } = call.aws.organization;
        const management = accountOf(call, managementAccountId);
        return {
          Organization: {
            Id: id,
            Arn: `arn:aws:organizations::${managementAccountId}:organization/${id}`,
            FeatureSet: 'ALL',
            MasterAccountArn: arnOf(call, 'account', managementAccountId),
            MasterAccountId: managementAccountId,
            MasterAccountEmail: management.email,
            AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
          },
        };
      },
    },
  ),

  ListRoots: reads(paging, {
    run(call, input) {
      const { rootId } = call.aws.organization;
      const root = { Id: rootId, Arn: arnOf(call, 'root', rootId), Name: 'Root', PolicyTypes: [] };
      const page = pageOfOrganization([root], ({ Id }) => Id, input, ['ListRoots']);
      return { Roots: page.items, NextToken: page.next };
    },
  }),

  ListAccounts: reads(paging, {
    run(call, input) {
      const accounts = call.aws.organization.accounts.values();
      const page = pageOfOrganization([...accounts], ({ id }) => id, input, ['ListAccounts']);
      return {
        Accounts: page.items.map((account) => describedAccount(call, account)),
        NextToken: page.next,
      };
    },
  }),

  DescribeAccount: reads(
    { AccountId: required(accountId) },
    {
      run: (call, input) => ({ Account: describedAccount(call, accountOf(call, input.AccountId)) }),
    },
  ),

  DescribeOrganizationalUnit: reads(
    { OrganizationalUnitId: required(unitId) },
    {
      run(call, input) {
        const unit = call.aws.organization.units.get(input.OrganizationalUnitId);
        if (unit === undefined)
          throw new AwsError(
            'OrganizationalUnitNotFoundException',
            "You specified an organizational unit that doesn't exist.",
          );
        return { OrganizationalUnit: describedUnit(call, unit) };
      },
    },
  ),

  ListOrganizationalUnitsForParent: reads(ofParent, {
    run(call, input) {
      checkParent(call, input.ParentId);
      const page = pageOfOrganization(unitsIn(call, input.ParentId), ({ id }) => id, input, [
        call.operation,
        input.ParentId,
      ]);
      return {
        OrganizationalUnits: page.items.map((unit) => describedUnit(call, unit)),
        NextToken: page.next,
      };
    },
  }),

  ListAccountsForParent: reads(ofParent, {
    run(call, input) {
      checkParent(call, input.ParentId);
      const page = pageOfOrganization(accountsIn(call, input.ParentId), ({ id }) => id, input, [
        call.operation,
        input.ParentId,
      ]);
      return {
        Accounts: page.items.map((account) => describedAccount(call, account)),
        NextToken: page.next,
      };
    },
  }),

  ListParents: reads(
    { ChildId: required(childId), ...paging },
    {
      run(call, input) {
        const { accounts, units, rootId } = call.aws.organization;
        const child = accounts.get(input.ChildId) ?? units.get(input.ChildId);
        if (child === undefined)
          throw new AwsError('ChildNotFoundException', "You specified a child that doesn't exist.");
        const type = child.parentId === rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
        return { Parents: [{ Id: child.parentId, Type: type }] };
      },
    },
  ),

  ListChildren: reads(
    { ...ofParent, ChildType: required(oneOf(['ACCOUNT', 'ORGANIZATIONAL_UNIT'])) },
    {
      run(call, input) {
        checkParent(call, input.ParentId);
        const all =
          input.ChildType === 'ACCOUNT' ? accountsIn(call, input.ParentId) : unitsIn(call, input.ParentId);
        const children = all.map(({ id }) => ({ Id: id, Type: input.ChildType }));
        const question = [call.operation, input.ParentId, input.ChildType];
        const page = pageOfOrganization(children, ({ Id }) => Id, input, question);
        return { Children: page.items, NextToken: page.next };
      },
    },
  ),

  ListTagsForResource: reads(
    { ResourceId: required(resourceId), NextToken: paging.NextToken },
    {
      run(call, input) {
        const { accounts, units, rootId } = call.aws.organization;
        const account = accounts.get(input.ResourceId);
        if (account === undefined && !units.has(input.ResourceId) && input.ResourceId !== rootId)
          throw new AwsError('TargetNotFoundException', "You specified a target that doesn't exist.");
        const tags = [...(account?.tags ?? [])].map(([Key, Value]) => ({ Key, Value }));
        const page = pageOfOrganization(tags, ({ Key }) => Key, input, [call.operation, input.ResourceId]);
        return { Tags: page.items, NextToken: page.next };
      },
    },
  ),
};

function unitsIn(call: Call, parent: string) {
  return [...call.aws.organization.units.values()].filter(({ parentId: id }) => id === parent);
}

function accountsIn(call: Call, parent: string) {
  return [...call.aws.organization.accounts.values()].filter(({ parentId: id }) => id === parent);
}
