import type { AdfsState, ForestAccount } from './state.ts';

/** Wrong passwords in a row that lock an account, and for how long. */
const MOST_BAD_PASSWORDS = 10;
const LOCKED_FOR = 15 * 60_000;

export type PasswordOutcome =
  | { readonly account: ForestAccount }
  | { readonly refused: 'format' | 'wrong' | 'disabled' | 'locked' };

/**
 * Finds an account by what people type: `bart.simpson@jogcloud.com` or `JOGCLOUD\bart.simpson`, in any case.
 *
 * @returns undefined where there is none; `format` where it is neither form
 */
function findAccount(state: AdfsState, typed: string): ForestAccount | 'format' | undefined {
  const name = typed.trim().toLowerCase();
  if (/^[^@\\\s]+@[^@\\\s]+$/.test(name)) return state.accounts.get(name);
  const qualified = /^([^@\\\s]+)\\([^@\\\s]+)$/.exec(name);
  if (qualified === null) return 'format';
  const [, domain, alias] = qualified;
  for (const account of state.accounts.values()) {
    const [, suffix = ''] = account.userPrincipalName.toLowerCase().split('@');
    if (
      account.samAccountName.toLowerCase() === alias &&
      (suffix === domain || suffix.split('.')[0] === domain)
    )
      return account;
  }
  return undefined;
}

/** @returns whether the account may sign in at this moment */
export function standing(account: ForestAccount, now: number): 'good' | 'disabled' | 'locked' {
  if (!account.enabled) return 'disabled';
  return account.lockedUntil !== undefined && account.lockedUntil > now ? 'locked' : 'good';
}

/** Checks a password, counting wrong ones: the tenth in a row locks the account for a quarter of an hour. */
export function checkPassword(
  state: AdfsState,
  typed: string,
  password: string,
  now: number,
): PasswordOutcome {
  const account = findAccount(state, typed);
  if (account === 'format') return { refused: 'format' };
  if (account === undefined) return { refused: 'wrong' };
  if (standing(account, now) === 'locked') return { refused: 'locked' };
  if (account.password !== password) {
    // A lock that has run out starts the count anew.
    const before = account.lockedUntil === undefined ? (account.badPasswords ?? 0) : 0;
    delete account.lockedUntil;
    account.badPasswords = before + 1;
    if (account.badPasswords < MOST_BAD_PASSWORDS) return { refused: 'wrong' };
    account.lockedUntil = now + LOCKED_FOR;
    return { refused: 'locked' };
  }
  delete account.lockedUntil;
  delete account.badPasswords;
  return account.enabled ? { account } : { refused: 'disabled' };
}
