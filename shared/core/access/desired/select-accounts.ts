import type { AccessIndex } from '../access-index.ts';
import { nearestNames } from '../find-by-name.ts';
import type { Account } from '../model.ts';
import type { AccountSelector } from './desired-state.ts';
import type { Refuse } from './resolve-desired.ts';
import { shown } from './shape.ts';

/**
 * @returns ids of the accounts that at least one of the selectors means. Units, tags and `*` select active accounts only,
 *   because nothing can be assigned in others.
 */
export function selectAccounts(
  selectors: readonly AccountSelector[],
  index: AccessIndex,
  refuse: Refuse,
  warn: (message: string) => void,
): string[] {
  const found = new Set<string>();
  for (const selector of selectors) for (const id of select(selector, index, refuse, warn)) found.add(id);
  return [...found];
}

function select(
  selector: AccountSelector,
  index: AccessIndex,
  refuse: Refuse,
  warn: (message: string) => void,
): readonly string[] {
  const { by, value, place } = selector;
  const { snapshot } = index;
  const unread = snapshot.unknown.find(({ part }) => part === 'accounts');
  const refuseUnread = (): readonly string[] => {
    refuse(place, `The accounts of the organization are not known in full: ${unread?.message ?? ''}`);
    return [];
  };
  switch (by) {
    case 'id':
      // An account that left the organization still stands in its assignments.
      if (index.accounts.has(value) || index.byAccount.has(value) || unread !== undefined) return [value];
      refuse(place, `There is no account ${value} in the organization.`);
      return [];
    case 'name': {
      const accounts = index.accountsByName.get(value) ?? [];
      if (accounts.length > 1) {
        const ids = accounts.map(({ id }) => id).join(', ');
        refuse(
          place,
          `${accounts.length} accounts have the name ${shown(value)}; name one by its id: ${ids}.`,
        );
        return [];
      }
      if (accounts.length === 0 && unread !== undefined) return refuseUnread();
      if (accounts.length === 0) {
        const near = nearestNames(value, [...index.accountsByName.keys()]);
        refuse(
          place,
          `There is no account ${shown(value)}.${near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`}`,
        );
      }
      return accounts.map(({ id }) => id);
    }
    case 'ou':
      if (unread !== undefined) return refuseUnread();
      return below(selector, index, refuse, warn);
    case 'tag': {
      if (unread !== undefined) return refuseUnread();
      const untold = snapshot.unknown.find(({ part }) => part === 'account-tags');
      if (untold !== undefined || snapshot.accounts.some(({ tags }) => tags === undefined)) {
        refuse(
          place,
          `The tags of accounts are not known${untold === undefined ? '.' : `: ${untold.message}`}`,
        );
        return [];
      }
      const { tagValue } = selector;
      const tagged = snapshot.accounts.filter(({ tags }) => {
        const own = tags === undefined || !Object.hasOwn(tags, value) ? undefined : tags[value];
        return own !== undefined && (tagValue === undefined || own === tagValue);
      });
      if (tagged.length === 0)
        warn(
          `Line ${place.line}: no account has the tag ${shown(value)}${tagValue === undefined ? '' : ` with the value ${shown(tagValue)}`}.`,
        );
      return active(tagged);
    }
    case 'all':
      return unread === undefined ? active(snapshot.accounts) : refuseUnread();
  }
}

function below(
  { value, place }: AccountSelector,
  index: AccessIndex,
  refuse: Refuse,
  warn: (message: string) => void,
): readonly string[] {
  const { tree } = index;
  const units = tree.unitsAt(value);
  const [unit, ...others] = units;
  if (unit === undefined) {
    const cycle = tree.cycles.find((names) => names.some((name) => value.split('/').includes(name)));
    if (cycle !== undefined)
      refuse(place, `The organizational units of ${shown(value)} contain one another: ${cycle.join(', ')}.`);
    else {
      const near = nearestNames(value.replace(/^\/+|\/+$/g, ''), tree.paths);
      refuse(
        place,
        `There is no organizational unit ${shown(value)}.${near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`}`,
      );
    }
    return [];
  }
  if (others.length > 0) {
    refuse(place, `${units.length} organizational units have the path ${shown(value)}: ${units.join(', ')}.`);
    return [];
  }
  const accounts = active(tree.accountsBelow(unit));
  if (accounts.length === 0) warn(`Line ${place.line}: no active account is below ${shown(value)}.`);
  return accounts;
}

const active = (accounts: readonly Account[]): string[] =>
  accounts.filter(({ status }) => (status ?? 'ACTIVE') === 'ACTIVE').map(({ id }) => id);
