import type { Group } from '../../entra/directory.ts';
import type { ResourceType } from '../odata/resource-type.ts';
import { USER_TYPE } from './user-type.ts';

/** Graph: group. */
export const GROUP_TYPE: ResourceType<Group> = {
  name: 'group',
  set: 'groups',
  show: (group) => ({
    id: group.id,
    createdDateTime: group.createdDateTime,
    description: group.description ?? null,
    displayName: group.displayName,
    groupTypes: [],
    mail: null,
    mailEnabled: group.mailEnabled,
    mailNickname: group.mailNickname,
    membershipRule: null,
    onPremisesSyncEnabled: group.onPremisesSyncEnabled ?? null,
    proxyAddresses: [],
    securityEnabled: group.securityEnabled,
    visibility: null,
  }),
  expands: {
    members: (group, tenant) =>
      [...group.members].slice(0, 20).map((id) => {
        const user = tenant.users.get(id);
        return user === undefined
          ? { '@odata.type': '#microsoft.graph.directoryObject', id }
          : { '@odata.type': '#microsoft.graph.user', ...USER_TYPE.show(user, tenant) };
      }),
  },
};
