import { Document } from 'yaml';
import { WorkbenchError } from '../../errors/workbench-error.ts';
import { DESIRED_VERSION } from '../desired/desired-state.ts';
import type { ImportedDesired } from './imported.ts';

type Fields = Readonly<Record<string, unknown>>;

interface SetParts {
  readonly arn: string;
  name: string;
  readonly settings: Record<string, unknown>;
  readonly managed: string[];
  readonly customer: unknown[];
  inline?: unknown;
  boundary?: unknown;
}

const MAX_MODULES = 10_000;

/**
 * Reads what `terraform show -json` prints (JSON output format, "State representation"): permission sets, their policies and
 * assignments, of every module.
 *
 * @throws WorkbenchError ERR_ACCESS_TERRAFORM
 */
export function readTerraformState(text: string): ImportedDesired {
  const resources = resourcesOf(text);
  const sets = new Map<string, SetParts>();
  const warnings: string[] = [];
  for (const { type, values } of resources) {
    if (type !== 'aws_ssoadmin_permission_set') continue;
    const arn = stringOf(values.arn) ?? '';
    const name = stringOf(values.name) ?? '';
    const settings = compact({
      description: stringOf(values.description),
      sessionDuration: stringOf(values.session_duration),
      relayState: stringOf(values.relay_state),
      tags: values.tags ?? {},
    });
    sets.set(arn, { arn, name, settings, managed: [], customer: [] });
  }
  const assignments: Record<string, unknown>[] = [];
  for (const { type, values, address } of resources) {
    if (!type.startsWith('aws_ssoadmin_') || type === 'aws_ssoadmin_permission_set') continue;
    const arn = stringOf(values.permission_set_arn);
    const set = arn === undefined ? undefined : sets.get(arn);
    if (type === 'aws_ssoadmin_account_assignment') {
      const principal = { id: stringOf(values.principal_id) ?? '' };
      assignments.push({
        permissionSet: set?.name ?? { id: arn ?? '' },
        [values.principal_type === 'USER' ? 'users' : 'groups']: [principal],
        accounts: [stringOf(values.target_id) ?? ''],
      });
    } else if (set === undefined)
      warnings.push(`${address} belongs to a permission set that this state does not hold.`);
    else if (!addPart(set, type, values))
      warnings.push(`${address} is of a kind that a desired state does not have.`);
  }
  const document = new Document({
    version: DESIRED_VERSION,
    permissionSets: Object.fromEntries(
      [...sets.values()].map((set) => [
        set.name,
        compact({
          ...set.settings,
          // What Terraform does not manage here may be managed elsewhere: it is not mentioned, so that it stays.
          managedPolicies: set.managed.length === 0 ? undefined : set.managed,
          customerManagedPolicies: set.customer.length === 0 ? undefined : set.customer,
          inlinePolicy: set.inline,
          permissionsBoundary: set.boundary,
        }),
      ]),
    ),
    assignments,
  });
  document.commentBefore = ' Made of a Terraform state.';
  return {
    desired: document.toString({ lineWidth: 0 }),
    permissionSets: sets.size,
    assignments: assignments.length,
    warnings,
  };
}

function addPart(set: SetParts, type: string, values: Fields): boolean {
  switch (type) {
    case 'aws_ssoadmin_managed_policy_attachment':
      set.managed.push(stringOf(values.managed_policy_arn) ?? '');
      return true;
    case 'aws_ssoadmin_customer_managed_policy_attachment':
      set.customer.push(...references(values.customer_managed_policy_reference));
      return true;
    case 'aws_ssoadmin_permission_set_inline_policy':
      set.inline = stringOf(values.inline_policy) ?? '';
      return true;
    case 'aws_ssoadmin_permissions_boundary_attachment': {
      const [boundary] = listOf(values.permissions_boundary);
      const managed = stringOf(boundary?.managed_policy_arn);
      const [customer] = references(boundary?.customer_managed_policy_reference);
      set.boundary =
        managed !== undefined && managed !== ''
          ? { managedPolicy: managed }
          : { customerManagedPolicy: customer };
      return true;
    }
    default:
      return false;
  }
}

function references(value: unknown): { name: string; path: string }[] {
  return listOf(value).map((item) => ({ name: stringOf(item.name) ?? '', path: stringOf(item.path) ?? '/' }));
}

interface Resource {
  readonly type: string;
  readonly address: string;
  readonly values: Fields;
}

function resourcesOf(text: string): Resource[] {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    throw unreadable('it is not JSON');
  }
  const root = fieldsOf(fieldsOf(fieldsOf(state)?.values)?.root_module);
  if (root === undefined)
    throw unreadable(
      fieldsOf(state)?.serial === undefined
        ? 'it has no values.root_module'
        : 'this is a state file; give the output of terraform show -json',
    );
  const modules: Fields[] = [root];
  const resources: Resource[] = [];
  for (let position = 0; position < modules.length && position < MAX_MODULES; position++) {
    const module = modules[position];
    modules.push(...listOf(module?.child_modules));
    for (const resource of listOf(module?.resources)) {
      const values = fieldsOf(resource.values);
      if (resource.mode === 'managed' && typeof resource.type === 'string' && values !== undefined)
        resources.push({ type: resource.type, address: stringOf(resource.address) ?? resource.type, values });
    }
  }
  return resources;
}

function unreadable(reason: string): WorkbenchError {
  return new WorkbenchError(
    'ERR_ACCESS_TERRAFORM',
    'terraform',
    { reason },
    { message: `This is not a Terraform state that can be read: ${reason}.` },
  );
}

const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
const listOf = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.map(fieldsOf).filter((item) => item !== undefined) : [];
const stringOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const compact = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
