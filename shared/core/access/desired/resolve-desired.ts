import type { AccessIndex } from '../access-index.ts';
import { nearestNames } from '../find-by-name.ts';
import type { PrincipalType, UnknownPart } from '../model.ts';
import type { DesiredPermissionSet, DesiredState, NamedItem } from './desired-state.ts';
import type { Place, Problem } from './located-yaml.ts';
import { desiredError } from './parse-desired.ts';
import { selectAccounts } from './select-accounts.ts';
import { shown } from './shape.ts';

/** An assignment by permission-set name, because the set may not exist yet. */
export interface NamedAssignment {
  readonly accountId: string;
  readonly permissionSet: string;
  readonly principalType: PrincipalType;
  readonly principalId: string;
}

/** A desired state with every name looked up in one organization. */
export interface ResolvedDesired {
  readonly permissionSets: readonly DesiredPermissionSet[];
  readonly assignments: readonly NamedAssignment[];
  /** Assignments that shall not exist. */
  readonly absent: readonly NamedAssignment[];
  /** What was read but selects nothing. */
  readonly warnings: readonly string[];
}

/** A text that is the same for the same assignment only. */
export function assignmentKey(assignment: NamedAssignment): string {
  const { accountId, principalType, principalId, permissionSet } = assignment;
  return `${accountId} ${principalType} ${principalId} ${permissionSet}`;
}

/** Notes a problem at a place of the desired state. */
export type Refuse = (place: Place, message: string) => void;

/**
 * Looks up every name of a desired state.
 *
 * @throws WorkbenchError ERR_ACCESS_DESIRED with the place of every name that is unknown, ambiguous or contradicted
 */
export function resolveDesired(desired: DesiredState, index: AccessIndex): ResolvedDesired {
  const problems: Problem[] = [];
  const warnings: string[] = [];
  const refuse: Refuse = ({ line, column }, message) => void problems.push({ line, column, message });
  const lookUp = new LookUp(index, desired, refuse);
  const wanted = new Map<string, NamedAssignment>();
  const unwanted = new Map<string, NamedAssignment>();
  const entries = [...desired.assignments].sort((a, b) => Number(a.absent) - Number(b.absent));
  for (const entry of entries) {
    const sets = entry.permissionSets.flatMap((item) => lookUp.permissionSet(item, entry.absent));
    const principals = [
      ...entry.groups.flatMap((item) => lookUp.principal('GROUP', item)),
      ...entry.users.flatMap((item) => lookUp.principal('USER', item)),
    ];
    const accounts = selectAccounts(entry.accounts, index, refuse, (warning) => warnings.push(warning));
    let contradicted = false;
    for (const permissionSet of sets)
      for (const accountId of accounts)
        for (const principal of principals) {
          const assignment = { accountId, permissionSet, ...principal };
          const key = assignmentKey(assignment);
          contradicted ||= entry.absent && wanted.has(key);
          (entry.absent ? unwanted : wanted).set(key, assignment);
        }
    if (contradicted) refuse(entry.place, 'An assignment below shall be absent here and present elsewhere.');
  }
  if (problems.length > 0) throw desiredError(problems);
  return {
    permissionSets: desired.permissionSets,
    assignments: [...wanted.values()],
    absent: [...unwanted.values()],
    warnings,
  };
}

class LookUp {
  readonly #index: AccessIndex;
  readonly #refuse: Refuse;
  readonly #desiredSets: ReadonlyMap<string, DesiredPermissionSet>;

  constructor(index: AccessIndex, desired: DesiredState, refuse: Refuse) {
    this.#index = index;
    this.#refuse = refuse;
    this.#desiredSets = new Map(desired.permissionSets.map((set) => [set.name, set]));
  }

  permissionSet({ by, value, place }: NamedItem, absent: boolean): string[] {
    const name = by === 'id' ? this.#index.sets.get(value)?.name : value;
    const desired = name === undefined ? undefined : this.#desiredSets.get(name);
    if (name !== undefined && desired?.absent === true && !absent) {
      this.#refuse(place, `${shown(name)} shall be absent, so that nobody can be assigned to it.`);
      return [];
    }
    if (name !== undefined && (desired !== undefined || this.#index.setsByName.has(name))) return [name];
    this.#unknown(
      place,
      'permission set',
      value,
      [...this.#index.setsByName.keys(), ...this.#desiredSets.keys()],
      ['permission-set'],
    );
    return [];
  }

  principal(type: PrincipalType, item: NamedItem): { principalType: PrincipalType; principalId: string }[] {
    const { by, value, place } = item;
    if (by === 'id') {
      const known =
        this.#index.principalName(type, value) !== undefined || this.#index.byPrincipal.has(value);
      if (known) return [{ principalType: type, principalId: value }];
      this.#unknown(place, `${type.toLowerCase()} with the id`, value, [], []);
      return [];
    }
    const named = type === 'USER' ? this.#index.usersByName : this.#index.groupsByName;
    const found = named.get(value) ?? [];
    const [first] = found;
    if (first === undefined)
      this.#unknown(
        place,
        type.toLowerCase(),
        value,
        [...named.keys()],
        [type === 'USER' ? 'users' : 'groups'],
      );
    else if (found.length > 1) {
      const ids = found.map(({ id }) => id).join(', ');
      this.#refuse(
        place,
        `${found.length} ${type.toLowerCase()}s have the name ${shown(value)}; name one by its id: ${ids}.`,
      );
    } else return [{ principalType: type, principalId: first.id }];
    return [];
  }

  #unknown(
    place: Place,
    kind: string,
    value: string,
    names: readonly string[],
    parts: readonly UnknownPart['part'][],
  ): void {
    const unread = this.#index.snapshot.unknown.find(({ part }) => parts.includes(part));
    if (unread !== undefined) {
      this.#refuse(place, `Whether there is a ${kind} ${shown(value)} is not known: ${unread.message}`);
      return;
    }
    const near = nearestNames(value, names);
    this.#refuse(
      place,
      `There is no ${kind} ${shown(value)}.${near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`}`,
    );
  }
}
