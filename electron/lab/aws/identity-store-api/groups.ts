import type { IdentityStore, StoreGroup } from '../identity-store.ts';
import { type Operations, reads, writes } from '../protocol/operation.ts';
import { pageOf } from '../protocol/paging.ts';
import { anything, list, type Problem, problemsText, required, structure } from '../protocol/shape.ts';
import { type AlternateIdentifier, alternateIdentifier } from './alternate-identifier.ts';
import {
  duplicate,
  groupOf,
  invalid,
  notFound,
  quotaExceeded,
  resourcesOf,
  storeOf,
  textValue,
} from './lookup.ts';
import {
  attributePath,
  filters,
  groupDisplayName,
  ofStore,
  paging,
  resourceId,
  sensitiveText,
} from './members.ts';
import { externalIds } from './user-attributes.ts';

const MOST = 100_000;

const attributeOperation = structure({ AttributePath: required(attributePath), AttributeValue: anything });

export const groupOperations: Operations = {
  CreateGroup: writes(
    { ...ofStore, DisplayName: groupDisplayName, Description: sensitiveText },
    {
      resources: resourcesOf,
      run(call, input) {
        const store = storeOf(call, input.IdentityStoreId);
        if (store.state.groups.size >= MOST) throw quotaExceeded(`At most ${MOST} groups are possible.`);
        if (input.DisplayName === undefined) throw invalid('displayName is a required attribute');
        const group: StoreGroup = {
          groupId: call.ground.random.uuid(),
          displayName: input.DisplayName,
          ...(input.Description === undefined ? {} : { description: input.Description }),
          externalIds: [],
          createdAt: call.now,
          updatedAt: call.now,
          createdBy: 'API',
        };
        checkUnique(store, group);
        store.putGroup(group);
        return { GroupId: group.groupId, IdentityStoreId: input.IdentityStoreId };
      },
    },
  ),

  DescribeGroup: reads(
    { ...ofStore, GroupId: required(resourceId) },
    {
      resources: resourcesOf,
      run: (call, input) =>
        described(input.IdentityStoreId, groupOf(storeOf(call, input.IdentityStoreId), input.GroupId)),
    },
  ),

  UpdateGroup: writes(
    { ...ofStore, GroupId: required(resourceId), Operations: required(list(attributeOperation, 1, 100)) },
    {
      resources: resourcesOf,
      run(call, input) {
        const store = storeOf(call, input.IdentityStoreId);
        const group = structuredClone(groupOf(store, input.GroupId));
        const problems: Problem[] = [];
        for (const { AttributePath: path, AttributeValue: value } of input.Operations)
          updateAttribute(group, path, value ?? undefined, problems);
        if (problems.length > 0) throw invalid(problemsText(problems));
        checkUnique(store, group);
        group.updatedAt = call.now;
        store.putGroup(group);
        return {};
      },
    },
  ),

  DeleteGroup: writes(
    { ...ofStore, GroupId: required(resourceId) },
    {
      resources: resourcesOf,
      run(call, input) {
        const store = storeOf(call, input.IdentityStoreId);
        store.removeGroup(groupOf(store, input.GroupId).groupId);
        return {};
      },
    },
  ),

  ListGroups: reads(
    { ...ofStore, ...paging, Filters: filters },
    {
      resources: resourcesOf,
      run(call, input) {
        const store = storeOf(call, input.IdentityStoreId);
        const [filter] = input.Filters ?? [];
        const question = [call.operation, filter?.AttributePath.toLowerCase(), filter?.AttributeValue];
        const page = pageOf(wanted(store, filter), ({ groupId }) => groupId, input, question);
        return {
          Groups: page.items.map((group) => described(input.IdentityStoreId, group)),
          NextToken: page.next,
        };
      },
    },
  ),

  GetGroupId: reads(
    { ...ofStore, AlternateIdentifier: required(alternateIdentifier) },
    {
      resources: resourcesOf,
      run(call, input) {
        const store = storeOf(call, input.IdentityStoreId);
        const group = byAlternateIdentifier(store, input.AlternateIdentifier);
        if (group === undefined) throw notFound('GROUP');
        return { GroupId: group.groupId, IdentityStoreId: input.IdentityStoreId };
      },
    },
  ),
};

function described(identityStoreId: string, group: StoreGroup) {
  return {
    GroupId: group.groupId,
    DisplayName: group.displayName,
    ExternalIds: externalIds(group.externalIds),
    Description: group.description,
    CreatedAt: group.createdAt / 1000,
    UpdatedAt: group.updatedAt / 1000,
    CreatedBy: group.createdBy,
    UpdatedBy: group.createdBy,
    IdentityStoreId: identityStoreId,
  };
}

function updateAttribute(group: StoreGroup, path: string, value: unknown, problems: Problem[]): void {
  switch (path.toLowerCase()) {
    case 'displayname':
      if (value === undefined) throw invalid('displayname: The attribute displayname is required');
      group.displayName = groupDisplayName(value, 'displayName', problems);
      return;
    case 'description':
      if (value === undefined) delete group.description;
      else group.description = sensitiveText(value, 'description', problems);
      return;
    default:
      throw invalid(`The attribute ${path} is not supported.`);
  }
}

function checkUnique(store: IdentityStore, group: StoreGroup): void {
  const other = store.groupByName(group.displayName);
  if (other !== undefined && other.groupId !== group.groupId) throw duplicate('Duplicate GroupDisplayName');
}

function wanted(
  store: IdentityStore,
  filter: { readonly AttributePath: string; readonly AttributeValue: string } | undefined,
): readonly StoreGroup[] {
  if (filter === undefined) return [...store.state.groups.values()];
  const found = groupByAttribute(store, filter.AttributePath, filter.AttributeValue);
  return found === undefined ? [] : [found];
}

function byAlternateIdentifier(
  store: IdentityStore,
  identifier: AlternateIdentifier,
): StoreGroup | undefined {
  const { ExternalId: external, UniqueAttribute: unique } = identifier;
  if (external !== undefined) return store.groupByExternalId(external.Issuer, external.Id);
  return groupByAttribute(store, unique?.AttributePath ?? '', textValue(unique?.AttributeValue));
}

function groupByAttribute(store: IdentityStore, path: string, value: string): StoreGroup | undefined {
  if (path.toLowerCase() !== 'displayname') throw invalid(`The attribute ${path} is not a unique attribute`);
  return store.groupByName(value);
}
