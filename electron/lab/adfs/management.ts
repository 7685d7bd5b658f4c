import type { LabGround } from '../platform/ground.ts';
import { addSecondaryTokenSigning, promoteSecondaryTokenSigning } from './token-signing.ts';

/** What an administrator can do on the management page, by the name of its form. */
export const MANAGEMENT_ACTIONS: Readonly<
  Record<string, (ground: LabGround, given: URLSearchParams) => void | Promise<void>>
> = {
  'add-certificate': (ground) => addSecondaryTokenSigning(ground),
  'promote-certificate': (ground) => void promoteSecondaryTokenSigning(ground),
  'claim-rules': ({ state }, given) => {
    state.adfs.passAuthenticationMethods = given.get('passAuthenticationMethods') === 'on';
  },
  'access-control': ({ state }, given) => {
    const wanted = given.getAll('group');
    state.adfs.certificateRequiredFor = forestGroups(state.adfs).filter((group) => wanted.includes(group));
  },
  account: ({ state }, given) => {
    const account = state.adfs.accounts.get((given.get('user') ?? '').toLowerCase());
    if (account === undefined) return;
    const change = given.get('change');
    if (change === 'enable' || change === 'disable') account.enabled = change === 'enable';
    if (change !== 'unlock') return;
    delete account.lockedUntil;
    delete account.badPasswords;
  },
};

/** Names of the groups that somebody of the forest is in, or that the policy names. */
export function forestGroups({
  accounts,
  certificateRequiredFor,
}: Pick<LabGround['state']['adfs'], 'accounts' | 'certificateRequiredFor'>): readonly string[] {
  const names = [...accounts.values()].flatMap(({ groups }) => groups);
  return [...new Set([...names, ...certificateRequiredFor])].sort((one, other) => one.localeCompare(other));
}
