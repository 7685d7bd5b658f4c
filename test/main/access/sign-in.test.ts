import { afterEach, expect, it } from 'vitest';
import { accessContract } from '../../../shared/contract/access-window.ts';
import { SMALL } from '../../core/access/small-organization.ts';
import { JoinedAccess } from './joined-access.ts';

let joined: JoinedAccess;
afterEach(() => joined.remove());

it('looks somebody up in Entra, for the directory that was read, and judges by it', async () => {
  joined = new JoinedAccess(SMALL);
  const { handlers } = joined;
  await handlers['access.read']({ identityId: 'i1' }, joined.context());
  const application = (id: string, store: string) => ({
    id,
    displayName: id,
    appRoleAssignmentRequired: false,
    servicePrincipalNames: [store],
  });
  joined.graphAnswer = (path) => ({
    value: path.startsWith('/users?')
      ? [{ id: 'u', userPrincipalName: 'ann@example.com', accountEnabled: true, userType: 'Member' }]
      : path.startsWith('/servicePrincipals?')
        ? [application('Other', 'd-other'), application('AWS', SMALL.instance.identityStoreId)]
        : [],
  });
  const told = accessContract['access.lookUpSignIn'].output.parse(
    await handlers['access.lookUpSignIn'](
      { userName: 'ann@example.com', identityId: 'i2' },
      joined.context(),
    ),
  );
  const { application: name, notes, ...facts } = told;
  expect(name).toBe('AWS');
  expect(notes).toHaveLength(1);
  const verdict = await handlers['access.verdict'](
    { userName: 'ann@example.com', ...facts },
    joined.context(),
  );
  expect(accessContract['access.verdict'].output.parse(verdict)).toMatchObject({ verdict: 'yes' });
});
