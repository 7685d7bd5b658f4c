import type { CustomerManagedPolicy, PermissionsBoundary } from '../model.ts';
import { lintPolicy } from '../policy/lint-policy.ts';
import { QUOTAS, SET_NAME } from '../quotas.ts';
import type { DesiredPermissionSet } from './desired-state.ts';
import { type Located, type LocatedEntry, plain } from './located-yaml.ts';
import { type Shape, shown } from './shape.ts';

const KEYS = [
  'description',
  'sessionDuration',
  'relayState',
  'tags',
  'managedPolicies',
  'customerManagedPolicies',
  'inlinePolicy',
  'permissionsBoundary',
  'absent',
];
const DURATION = /^PT(?=\d)(?:(\d{1,2})H)?(?:(\d{1,3})M)?(?:(\d{1,5})S)?$/;
const POLICY_ARN = /^arn:aws[\w-]*:iam::(?:aws|\d{12}):policy\/\S+$/;
const HOUR = 3600;

/** Reads one entry below `permissionSets`. */
export function parsePermissionSet(entry: LocatedEntry, shape: Shape): DesiredPermissionSet {
  const { key: name, place, value } = entry;
  if (!SET_NAME.test(name))
    shape.problem(place, `A permission set's name has 1 to 32 letters, digits or +=,.@-_: ${shown(name)}.`);
  const empty = value.kind === 'scalar' && value.value === null;
  const found = empty ? new Map<string, LocatedEntry>() : shape.members(value, 'A permission set', KEYS);
  const read = <T>(key: string, how: (value: Located) => T | undefined): T | undefined => {
    const member = found.get(key);
    return member === undefined ? undefined : how(member.value);
  };
  const limited = (what: string, limit: number) => (member: Located) => {
    const text = shape.filled(member, what);
    if (text !== undefined && text.length > limit)
      shape.problem(member.place, `${what} has ${text.length} characters; AWS takes ${limit}.`);
    return text;
  };
  const description = read('description', limited('The description', QUOTAS.descriptionLength));
  const relayState = read('relayState', limited('The relay state', QUOTAS.relayStateLength));
  const sessionDuration = read('sessionDuration', (member) => duration(member, shape));
  const tags = read('tags', (member) => tagsOf(member, shape));
  const managedPolicies = read('managedPolicies', (member) => arns(member, shape));
  const customerManagedPolicies = read('customerManagedPolicies', (member) => references(member, shape));
  const inlinePolicy = read('inlinePolicy', (member) => policyText(member, shape));
  const boundary = read('permissionsBoundary', (member) => boundaryOf(member, shape));
  const policies = (managedPolicies?.length ?? 0) + (customerManagedPolicies?.length ?? 0);
  if (policies > QUOTAS.policiesPerSet)
    shape.problem(
      place,
      `${name} has ${policies} policies; AWS takes ${QUOTAS.policiesPerSet} a permission set.`,
    );
  const absent = read('absent', (member) => shape.flag(member, 'absent')) ?? false;
  if (absent && found.size > 1) shape.problem(place, `${name} shall be absent, so that it has nothing else.`);
  return {
    name,
    place,
    absent,
    ...(description === undefined ? {} : { description }),
    ...(sessionDuration === undefined ? {} : { sessionDuration }),
    ...(relayState === undefined ? {} : { relayState }),
    ...(tags === undefined ? {} : { tags }),
    ...(managedPolicies === undefined ? {} : { managedPolicies }),
    ...(customerManagedPolicies === undefined ? {} : { customerManagedPolicies }),
    ...(inlinePolicy === undefined ? {} : { inlinePolicy }),
    ...(boundary === undefined ? {} : { boundary }),
  };
}

function duration(value: Located, shape: Shape): string | undefined {
  const text = shape.text(value, 'The session duration') ?? '';
  const match = DURATION.exec(text);
  const [hours, minutes, seconds] = [match?.[1], match?.[2], match?.[3]].map((part) => Number(part ?? 0));
  const total = (hours ?? 0) * HOUR + (minutes ?? 0) * 60 + (seconds ?? 0);
  if (match === null || total < HOUR || total > 12 * HOUR)
    return shape.problem(value.place, `The session duration goes from PT1H to PT12H: ${shown(text)}.`);
  return text;
}

/** What AWS takes in keys and values of tags (sso-admin, Tag). */
const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

function tagsOf(value: Located, shape: Shape): Record<string, string> | undefined {
  if (value.kind === 'scalar' && value.value === null) return {};
  const map = shape.map(value, 'tags');
  if (map === undefined) return undefined;
  const tags: [string, string][] = [];
  for (const { key, place, value: member } of map.entries) {
    const text = shape.text(member, `The tag ${shown(key)}`);
    if (key === '' || key.length > QUOTAS.tagKeyLength || /^aws:/i.test(key))
      shape.problem(
        place,
        `A tag's key has 1 to ${QUOTAS.tagKeyLength} characters and does not begin with aws:.`,
      );
    if (text !== undefined && text.length > QUOTAS.tagValueLength)
      shape.problem(member.place, `A tag's value has at most ${QUOTAS.tagValueLength} characters.`);
    if (!TAG_TEXT.test(key) || (text !== undefined && !TAG_TEXT.test(text)))
      shape.problem(place, 'A tag has letters, digits, spaces and _ . : / = + - @ only.');
    if (text !== undefined) tags.push([key, text]);
  }
  if (tags.length > QUOTAS.tags) shape.problem(value.place, `${tags.length} tags; AWS takes ${QUOTAS.tags}.`);
  return Object.fromEntries(tags);
}

function arns(value: Located, shape: Shape): string[] {
  const seen = new Set<string>();
  for (const item of shape.list(value)) {
    const arn = shape.filled(item, 'A managed policy');
    if (arn === undefined) continue;
    if (!POLICY_ARN.test(arn))
      shape.problem(
        item.place,
        `A managed policy is named by its ARN, as arn:aws:iam::aws:policy/ReadOnlyAccess: ${shown(arn)}.`,
      );
    else if (seen.has(arn)) shape.problem(item.place, `${shown(arn)} stands twice.`);
    seen.add(arn);
  }
  return [...seen];
}

function references(value: Located, shape: Shape): CustomerManagedPolicy[] {
  const found = new Map<string, CustomerManagedPolicy>();
  for (const item of shape.list(value)) {
    const policy = reference(item, shape);
    if (policy === undefined) continue;
    const key = `${policy.path}${policy.name}`;
    if (found.has(key)) shape.problem(item.place, `${shown(key)} stands twice.`);
    found.set(key, policy);
  }
  return [...found.values()];
}

/** `name`, or a mapping of name and path. */
function reference(item: Located, shape: Shape): CustomerManagedPolicy | undefined {
  if (item.kind === 'scalar') {
    const name = shape.filled(item, 'A customer-managed policy');
    return name === undefined ? undefined : named(item, name, '/', shape);
  }
  const members = shape.members(item, 'A customer-managed policy', ['name', 'path']);
  const name = members.get('name');
  const path = members.get('path');
  if (name === undefined) return shape.problem(item.place, 'A customer-managed policy has a name.');
  return named(
    item,
    shape.filled(name.value, 'The name') ?? '',
    path === undefined ? '/' : (shape.text(path.value, 'The path') ?? '/'),
    shape,
  );
}

function named(item: Located, name: string, path: string, shape: Shape): CustomerManagedPolicy | undefined {
  if (!/^[\w+=,.@-]{1,128}$/.test(name))
    return shape.problem(
      item.place,
      `This is no name of a policy: ${shown(name)}. Customer-managed policies are named without ARN.`,
    );
  if (!/^\/(?:[!-~]+\/)?$/.test(path) || path.length > 512)
    return shape.problem(item.place, `A path begins and ends with a slash: ${shown(path)}.`);
  return { name, path };
}

function policyText(value: Located, shape: Shape): string | undefined {
  const text =
    value.kind === 'scalar' ? shape.text(value, 'The inline policy') : JSON.stringify(plain(value));
  if (text === undefined || text.trim() === '') return text === undefined ? undefined : '';
  const errors = lintPolicy(text).filter(({ severity }) => severity === 'error');
  for (const { message, line, column } of errors.slice(0, 5))
    shape.problem(
      value.place,
      `The inline policy: ${message}${value.kind === 'scalar' ? ` (its line ${line}, column ${column})` : ''}`,
    );
  return text;
}

function boundaryOf(value: Located, shape: Shape): PermissionsBoundary | undefined {
  if (value.kind === 'scalar' && (value.value === null || value.value === '')) return { kind: 'none' };
  const members = shape.members(value, 'A permissions boundary', ['managedPolicy', 'customerManagedPolicy']);
  const managed = members.get('managedPolicy');
  const customer = members.get('customerManagedPolicy');
  if ((managed === undefined) === (customer === undefined))
    return shape.problem(
      value.place,
      'A permissions boundary is either managedPolicy or customerManagedPolicy.',
    );
  if (managed !== undefined) {
    const [arn] = arns(managed.value, shape);
    return arn === undefined ? undefined : { kind: 'managed', arn };
  }
  const policy = customer === undefined ? undefined : reference(customer.value, shape);
  return policy === undefined ? undefined : { kind: 'customer-managed', ...policy };
}
