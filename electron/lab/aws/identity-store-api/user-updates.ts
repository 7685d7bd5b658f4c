import type { MultiValue, StoreUser } from '../identity-store.ts';
import type { Problem, Shape } from '../protocol/shape.ts';
import { invalid } from './lookup.ts';
import { addresses, multiValues, photos, sensitiveText, userName } from './members.ts';
import { ENTERPRISE, NAME_PARTS, SIMPLE_ATTRIBUTES, stored } from './user-attributes.ts';

/** What nobody may be without. */
const NEEDED = new Set(['username', 'displayname', 'name.givenname', 'name.familyname']);

type Change = (user: StoreUser, value: unknown, problems: Problem[]) => void;

/** By attribute path, in small letters. */
const CHANGES: ReadonlyMap<string, Change> = new Map(changes());

/**
 * Carries out one operation of UpdateUser.
 *
 * @param value absent (or null) takes the attribute away
 * @throws AwsError ValidationException for a path that cannot be changed
 */
export function updateAttribute(user: StoreUser, path: string, value: unknown, problems: Problem[]): void {
  const change = CHANGES.get(path.toLowerCase());
  if (change === undefined) throw invalid(`The attribute ${path} is not supported.`);
  if ((value === undefined || value === null) && NEEDED.has(path.toLowerCase()))
    throw invalid(`${path.toLowerCase()}: The attribute ${path} is required`);
  change(user, value ?? undefined, problems);
}

function changes(): [string, Change][] {
  const list: [string, Change][] = [
    [
      'username',
      (user, value, problems) => {
        user.userName = userName(value, 'userName', problems);
      },
    ],
    ['emails', ofList(multiValues, 'emails')],
    ['phonenumbers', ofList(multiValues, 'phoneNumbers')],
    ['roles', ofList(multiValues, 'roles')],
    ['addresses', ofList(addresses, 'addresses')],
    ['photos', ofList(photos, 'photos')],
  ];
  for (const name of SIMPLE_ATTRIBUTES) list.push([name.toLowerCase(), ofText(name)]);
  for (const [member, attribute] of Object.entries(NAME_PARTS))
    list.push([`name.${member.toLowerCase()}`, ofText(attribute)]);
  for (const name of ['employeeNumber', 'costCenter', 'organization', 'division', 'department'] as const)
    list.push([
      `${ENTERPRISE}.${name.toLowerCase()}`,
      (user, value, problems) => {
        user.enterprise ??= {};
        if (value === undefined) delete user.enterprise[name];
        else user.enterprise[name] = sensitiveText(value, name, problems);
      },
    ]);
  list.push([
    `${ENTERPRISE}.manager.value`,
    (user, value, problems) => {
      user.enterprise ??= {};
      if (value === undefined) delete user.enterprise.manager;
      else user.enterprise.manager = { value: sensitiveText(value, 'manager', problems) };
    },
  ]);
  return list;
}

function ofText(
  attribute: (typeof SIMPLE_ATTRIBUTES)[number] | (typeof NAME_PARTS)[keyof typeof NAME_PARTS],
): Change {
  return (user, value, problems) => {
    if (value === undefined) delete user[attribute];
    else user[attribute] = sensitiveText(value, attribute, problems);
  };
}

/** Documents name their members with a small first letter or a large one. */
function ofList(
  shape: Shape<readonly object[]>,
  attribute: 'emails' | 'phoneNumbers' | 'roles' | 'addresses' | 'photos',
): Change {
  return (user, value, problems) => {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) {
      user[attribute] = [];
      return;
    }
    const given: unknown = Array.isArray(value) ? value.map(capitalised) : value;
    const read = shape(given, attribute, problems).map((item) => stored<MultiValue>(item));
    user[attribute] = read as never;
  };
}

function capitalised(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      member,
    ]),
  );
}
