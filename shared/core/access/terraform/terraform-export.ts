import type { AccessIndex } from '../access-index.ts';
import type { PermissionSet } from '../model.ts';
import { type HclBlock, type HclValue, hclOf, ResourceNames } from './hcl.ts';

/**
 * Writes resources of the AWS provider with an `import` block each (Terraform 1.5), so that a plan adopts what is there and changes
 * nothing. Import ids have the forms of the provider's documentation. Parts that could not be read are left out.
 */
export function terraformOf(index: AccessIndex): string {
  const names = new ResourceNames();
  const instanceArn = index.snapshot.instance.arn;
  // As text at once: the blocks of a large organization would fill the memory.
  const blocks: string[] = [];
  const add = (
    type: string,
    wanted: string,
    id: string,
    attributes: HclBlock['attributes'],
    nested?: readonly HclBlock[],
  ): string => {
    const name = names.name(type, wanted);
    blocks.push(
      hclOf([
        {
          type: 'import',
          labels: [],
          attributes: [
            ['to', { expression: `${type}.${name}` }],
            ['id', id],
          ],
        },
        {
          type: 'resource',
          labels: [type, name],
          attributes,
          ...(nested === undefined ? {} : { blocks: nested }),
        },
      ]),
    );
    return name;
  };
  const setNames = new Map<string, string>();
  const sets = [...index.setsByName.values()].sort((a, b) => byText(a.name ?? '', b.name ?? ''));
  for (const set of sets) setNames.set(set.arn, addSet(set, instanceArn, add));
  const assignments = index.snapshot.assignments
    .map((assignment) => {
      const title = index.setName(assignment.permissionSetArn);
      return { assignment, title, key: `${title} ${assignment.accountId} ${assignment.principalId}` };
    })
    .sort((a, b) => byText(a.key, b.key));
  for (const { assignment, title } of assignments) {
    const { accountId, permissionSetArn, principalType, principalId } = assignment;
    const set = setNames.get(permissionSetArn);
    const who = index.principalName(principalType, principalId) ?? principalId;
    add(
      'aws_ssoadmin_account_assignment',
      `${title}_${accountId}_${principalType.toLowerCase()}_${who}`,
      [principalId, principalType, accountId, 'AWS_ACCOUNT', permissionSetArn, instanceArn].join(','),
      [
        ['instance_arn', instanceArn],
        ['permission_set_arn', set === undefined ? permissionSetArn : setReference(set)],
        ['principal_id', principalId],
        ['principal_type', principalType],
        ['target_id', accountId],
        ['target_type', 'AWS_ACCOUNT'],
      ],
    );
  }
  return blocks.join('\n');
}

type Add = (
  type: string,
  wanted: string,
  id: string,
  attributes: HclBlock['attributes'],
  nested?: readonly HclBlock[],
) => string;

const setReference = (name: string): HclValue => ({ expression: `aws_ssoadmin_permission_set.${name}.arn` });

function addSet(set: PermissionSet, instanceArn: string, add: Add): string {
  const title = set.name ?? '';
  const id = `${set.arn},${instanceArn}`;
  const name = add('aws_ssoadmin_permission_set', title, id, [
    ['name', title],
    ...optional('description', set.description),
    ['instance_arn', instanceArn],
    ...optional('relay_state', set.relayState),
    ...optional('session_duration', set.sessionDuration),
    ...(set.tags === undefined || Object.keys(set.tags).length === 0
      ? []
      : [['tags', { map: set.tags }] as const]),
  ]);
  const common = [
    ['instance_arn', instanceArn],
    ['permission_set_arn', setReference(name)],
  ] as const;
  for (const policyArn of set.managedPolicies ?? [])
    add(
      'aws_ssoadmin_managed_policy_attachment',
      `${title}_${policyArn.split('/').at(-1) ?? ''}`,
      `${policyArn},${id}`,
      [...common, ['managed_policy_arn', policyArn]],
    );
  for (const policy of set.customerManagedPolicies ?? [])
    add(
      'aws_ssoadmin_customer_managed_policy_attachment',
      `${title}_${policy.name}`,
      `${policy.name},${policy.path},${id}`,
      common,
      [referenceBlock(policy)],
    );
  if (set.inlinePolicy !== undefined && set.inlinePolicy !== '')
    add('aws_ssoadmin_permission_set_inline_policy', title, id, [
      ...common,
      ['inline_policy', set.inlinePolicy],
    ]);
  const { boundary } = set;
  if (boundary !== undefined && boundary.kind !== 'none')
    add('aws_ssoadmin_permissions_boundary_attachment', title, id, common, [
      {
        type: 'permissions_boundary',
        labels: [],
        attributes: boundary.kind === 'managed' ? [['managed_policy_arn', boundary.arn]] : [],
        ...(boundary.kind === 'managed' ? {} : { blocks: [referenceBlock(boundary)] }),
      },
    ]);
  return name;
}

function referenceBlock({ name, path }: { readonly name: string; readonly path: string }): HclBlock {
  return {
    type: 'customer_managed_policy_reference',
    labels: [],
    attributes: [
      ['name', name],
      ['path', path],
    ],
  };
}

function optional(name: string, value: string | undefined): readonly (readonly [string, HclValue])[] {
  return value === undefined ? [] : [[name, value]];
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
