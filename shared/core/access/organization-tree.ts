import type { Account, OrganizationalUnit } from './model.ts';

/** The organizational units with their paths (`Root/Workloads/Prod`), and what is wrong with them. */
export class OrganizationTree {
  readonly #units = new Map<string, OrganizationalUnit>();
  readonly #paths = new Map<string, string>();
  readonly #byPath = new Map<string, string[]>();
  readonly #accounts: readonly Account[];
  /** Each cycle as the names of its units; such units have no path. */
  readonly cycles: readonly (readonly string[])[];

  constructor(units: readonly OrganizationalUnit[], accounts: readonly Account[]) {
    this.#accounts = accounts;
    for (const unit of units) this.#units.set(unit.id, unit);
    const cycles = new Map<string, readonly string[]>();
    for (const unit of units) {
      const chain = this.#chain(unit);
      if (chain.cycle === undefined) {
        const path = chain.units.map(({ name }) => name).join('/');
        this.#paths.set(unit.id, path);
        const same = this.#byPath.get(path);
        if (same === undefined) this.#byPath.set(path, [unit.id]);
        else same.push(unit.id);
      } else {
        const key = chain.cycle
          .map(({ id }) => id)
          .sort()
          .join(' ');
        if (!cycles.has(key))
          cycles.set(
            key,
            chain.cycle.map(({ name }) => name),
          );
      }
    }
    this.cycles = [...cycles.values()];
  }

  /** @returns the path of a unit; undefined where it is unknown or stands in a cycle */
  pathOf(unitId: string | undefined): string | undefined {
    return unitId === undefined ? undefined : this.#paths.get(unitId);
  }

  /**
   * @param path with or without a slash in front; the root's own name may be left out
   * @returns ids of the units with this path; more than one where siblings share a name
   */
  unitsAt(path: string): readonly string[] {
    const wanted = path.replace(/^\/+|\/+$/g, '');
    const exact = this.#byPath.get(wanted);
    if (exact !== undefined) return exact;
    const found: string[] = [];
    for (const unit of this.#units.values()) {
      if (unit.parentId !== undefined) continue;
      found.push(...(this.#byPath.get(wanted === '' ? unit.name : `${unit.name}/${wanted}`) ?? []));
    }
    return found;
  }

  /** @returns the accounts in a unit or anywhere below it */
  accountsBelow(unitId: string): readonly Account[] {
    return this.#accounts.filter((account) => {
      const unit = account.unitId === undefined ? undefined : this.#units.get(account.unitId);
      return unit !== undefined && this.#chain(unit).units.some(({ id }) => id === unitId);
    });
  }

  get paths(): readonly string[] {
    return [...this.#byPath.keys()];
  }

  /** From the root down to the unit; or the units that go round in a circle. */
  #chain(unit: OrganizationalUnit): { units: OrganizationalUnit[]; cycle?: OrganizationalUnit[] } {
    const units: OrganizationalUnit[] = [];
    const seen = new Set<string>();
    for (
      let next: OrganizationalUnit | undefined = unit;
      next !== undefined;
      next = next.parentId === undefined ? undefined : this.#units.get(next.parentId)
    ) {
      if (seen.has(next.id)) {
        const start = units.findIndex(({ id }) => id === next?.id);
        return { units: [], cycle: units.slice(start).reverse() };
      }
      seen.add(next.id);
      units.push(next);
    }
    return { units: units.reverse() };
  }
}
