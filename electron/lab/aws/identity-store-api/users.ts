import type { IdentityStore, MultiValue, StoreUser } from '../identity-store.ts';
import { type Operations, reads, writes } from '../protocol/operation.ts';
import { pageOf } from '../protocol/paging.ts';
import { anything, list, type Problem, problemsText, required, structure } from '../protocol/shape.ts';
import { type AlternateIdentifier, alternateIdentifier } from './alternate-identifier.ts';
import {
  duplicate,
  invalid,
  notFound,
  quotaExceeded,
  resourcesOf,
  storeOf,
  textValue,
  userOf,
} from './lookup.ts';
import {
  addresses,
  attributePath,
  extensionName,
  filters,
  multiValues,
  name,
  ofStore,
  paging,
  photos,
  resourceId,
  sensitiveText,
  userName,
} from './members.ts';
import { describedUser, ENTERPRISE, NAME_PARTS, stored } from './user-attributes.ts';
import { updateAttribute } from './user-updates.ts';

const MOST = 100_000;

const extensions = list(extensionName, 1, 10);
const attributeOperation = structure({ AttributePath: required(attributePath), AttributeValue: anything });

const newUser = {
  ...ofStore,
  UserName: userName,
  Name: name,
  DisplayName: sensitiveText,
  NickName: sensitiveText,
  ProfileUrl: sensitiveText,
  Emails: multiValues,
  Addresses: addresses,
  PhoneNumbers: multiValues,
  UserType: sensitiveText,
  Title: sensitiveText,
  PreferredLanguage: sensitiveText,
  Locale: sensitiveText,
  Timezone: sensitiveText,
  Photos: photos,
  Website: sensitiveText,
  Birthdate: sensitiveText,
  Roles: multiValues,
  Extensions: anything,
};

export const userOperations: Operations = {
  CreateUser: writes(newUser, {
    resources: resourcesOf,
    run(call, input) {
      const store = storeOf(call, input.IdentityStoreId);
      if (store.state.users.size >= MOST) throw quotaExceeded(`At most ${MOST} users are possible.`);
      const {
        IdentityStoreId: storeId,
        UserName: givenName,
        Name: parts = {},
        Emails,
        Addresses,
        PhoneNumbers,
        Photos,
        Roles,
        Extensions,
        ...simple
      } = input;
      if (givenName === undefined) throw invalid('userName is a required attribute');
      checkNeeded(input.DisplayName, parts);
      const named = Object.entries(NAME_PARTS).map(
        ([member, attribute]) => [attribute, parts[member as keyof typeof parts]] as const,
      );
      const user: StoreUser = {
        ...stored<Partial<StoreUser>>(simple),
        ...Object.fromEntries(named.filter(([, value]) => value !== undefined)),
        userId: call.ground.random.uuid(),
        userName: givenName,
        active: true,
        emails: (Emails ?? []).map((one) => stored<MultiValue>(one)),
        phoneNumbers: (PhoneNumbers ?? []).map((one) => stored<MultiValue>(one)),
        addresses: (Addresses ?? []).map((one) => stored<Record<string, string | boolean>>(one)),
        roles: (Roles ?? []).map((one) => stored<MultiValue>(one)),
        ...(Photos === undefined ? {} : { photos: Photos.map((one) => stored<MultiValue>(one)) }),
        externalIds: [],
        createdAt: call.now,
        updatedAt: call.now,
        createdBy: 'API',
      };
      addExtensions(user, Extensions);
      checkUnique(store, user);
      store.putUser(user);
      return { UserId: user.userId, IdentityStoreId: storeId };
    },
  }),

  DescribeUser: reads(
    { ...ofStore, UserId: required(resourceId), Extensions: extensions },
    {
      resources: resourcesOf,
      run: (call, input) =>
        describedUser(
          input.IdentityStoreId,
          userOf(storeOf(call, input.IdentityStoreId), input.UserId),
          input.Extensions,
        ),
    },
  ),

  UpdateUser: writes(
    { ...ofStore, UserId: required(resourceId), Operations: required(list(attributeOperation, 1, 100)) },
    {
      resources: resourcesOf,
      run(call, input) {
        const store = storeOf(call, input.IdentityStoreId);
        const user = structuredClone(userOf(store, input.UserId));
        const problems: Problem[] = [];
        for (const { AttributePath: path, AttributeValue: value } of input.Operations)
          updateAttribute(user, path, value, problems);
        if (problems.length > 0) throw invalid(problemsText(problems));
        checkUnique(store, user);
        user.updatedAt = call.now;
        store.putUser(user);
        return {};
      },
    },
  ),

  DeleteUser: writes(
    { ...ofStore, UserId: required(resourceId) },
    {
      resources: resourcesOf,
      run(call, input) {
        const store = storeOf(call, input.IdentityStoreId);
        store.removeUser(userOf(store, input.UserId).userId);
        return {};
      },
    },
  ),

  ListUsers: reads(
    { ...ofStore, ...paging, Extensions: extensions, Filters: filters },
    {
      resources: resourcesOf,
      run(call, input) {
        const store = storeOf(call, input.IdentityStoreId);
        const [filter] = input.Filters ?? [];
        const question = [call.operation, filter?.AttributePath.toLowerCase(), filter?.AttributeValue];
        const page = pageOf(wanted(store, filter), ({ userId }) => userId, input, question);
        return {
          Users: page.items.map((user) => describedUser(input.IdentityStoreId, user, input.Extensions)),
          NextToken: page.next,
        };
      },
    },
  ),

  GetUserId: reads(
    { ...ofStore, AlternateIdentifier: required(alternateIdentifier) },
    {
      resources: resourcesOf,
      run(call, input) {
        const store = storeOf(call, input.IdentityStoreId);
        const user = byAlternateIdentifier(store, input.AlternateIdentifier);
        if (user === undefined) throw notFound('USER');
        return { UserId: user.userId, IdentityStoreId: input.IdentityStoreId };
      },
    },
  ),
};

function checkNeeded(
  displayName: string | undefined,
  parts: { readonly GivenName?: string; readonly FamilyName?: string },
): void {
  const missing = [
    ...(displayName === undefined ? ['displayname'] : []),
    ...(Object.keys(parts).length === 0
      ? ['name']
      : [
          ...(parts.GivenName === undefined ? ['givenname'] : []),
          ...(parts.FamilyName === undefined ? ['familyname'] : []),
        ]),
  ];
  if (missing.length > 0)
    throw invalid(missing.map((one) => `${one}: The attribute ${one} is required`).join(', '));
}

/** @throws AwsError ConflictException */
function checkUnique(store: IdentityStore, user: StoreUser): void {
  const isOther = (other: StoreUser | undefined): boolean =>
    other !== undefined && other.userId !== user.userId;
  if (isOther(store.userByName(user.userName))) throw duplicate('Duplicate UserName');
  for (const { value } of user.emails)
    if (isOther(store.userByEmail(value))) throw duplicate('Duplicate UserEmail');
}

function addExtensions(user: StoreUser, given: unknown): void {
  if (given === undefined) return;
  const names = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  const problems: Problem[] = [];
  for (const [extension, attributes] of names) {
    if (extension !== ENTERPRISE || typeof attributes !== 'object' || attributes === null)
      throw invalid(`The extension ${extension.slice(0, 100)} is not supported.`);
    for (const [attribute, value] of Object.entries(attributes as object))
      updateAttribute(user, `${ENTERPRISE}.${attribute}`, value, problems);
  }
  if (problems.length > 0) throw invalid(problemsText(problems));
}

function wanted(
  store: IdentityStore,
  filter: { readonly AttributePath: string; readonly AttributeValue: string } | undefined,
): readonly StoreUser[] {
  if (filter === undefined) return [...store.state.users.values()];
  const found = userByAttribute(store, filter.AttributePath, filter.AttributeValue);
  return found === undefined ? [] : [found];
}

function byAlternateIdentifier(store: IdentityStore, identifier: AlternateIdentifier): StoreUser | undefined {
  const { ExternalId: external, UniqueAttribute: unique } = identifier;
  if (external !== undefined) return store.userByExternalId(external.Issuer, external.Id);
  return userByAttribute(store, unique?.AttributePath ?? '', textValue(unique?.AttributeValue));
}

function userByAttribute(store: IdentityStore, path: string, value: string): StoreUser | undefined {
  switch (path.toLowerCase()) {
    case 'username':
      return store.userByName(value);
    case 'emails.value':
      return store.userByEmail(value);
    default:
      throw invalid(`The attribute ${path} is not a unique attribute`);
  }
}
