import type { accessReadSchema } from '../../../shared/contract/access-window.ts';
import { AccessIndex } from '../../../shared/core/access/access-index.ts';
import { AccessGrid } from '../../../shared/core/access/grid/access-grid.ts';
import type { GridFilter, GridKey } from '../../../shared/core/access/grid/grid-filter.ts';
import type { AccessSnapshot } from '../../../shared/core/access/model.ts';
import type { OrganizationRead } from '../../../shared/flows/access/read/read-organization.ts';
import type { AccessSession } from './access-sessions.ts';

type Shown = typeof accessReadSchema._output;
type Figures = Pick<OrganizationRead, 'calls' | 'naiveCalls' | 'seconds'>;

/** Reasons that are listed apart. */
const MOST_UNKNOWN = 20;

/** One state of an organization, with the tables that are asked of it. */
export class HeldAccess {
  readonly session: AccessSession;
  readonly snapshot: AccessSnapshot;
  readonly index: AccessIndex;
  readonly complete: boolean;
  readonly readId: string;
  readonly #figures: Figures;
  #grid: AccessGrid | undefined;
  #selection: { readonly key: string; readonly rows: Uint32Array } | undefined;

  constructor(
    session: AccessSession,
    snapshot: AccessSnapshot,
    figures: Figures,
    more: { readonly complete: boolean; readonly readId: string },
  ) {
    this.session = session;
    this.snapshot = snapshot;
    this.index = new AccessIndex(snapshot);
    this.complete = more.complete;
    this.readId = more.readId;
    this.#figures = figures;
  }

  get grid(): AccessGrid {
    this.#grid ??= new AccessGrid(this.index).prepare();
    return this.#grid;
  }

  /** The same read with a part of it read again. */
  with(snapshot: AccessSnapshot, readId: string): HeldAccess {
    return new HeldAccess(this.session, snapshot, this.#figures, { complete: this.complete, readId });
  }

  /** Numbers of the rows that pass; kept until another selection is asked for. */
  select(filter: GridFilter, sort: GridKey, descending: boolean): Uint32Array {
    const key = JSON.stringify([filter, sort, descending]);
    if (this.#selection?.key !== key)
      this.#selection = { key, rows: this.grid.select(filter, sort, descending) };
    return this.#selection.rows;
  }

  /** @returns what was read, in figures */
  shown(): Shown {
    const { instance, accounts, permissionSets, assignments, users, groups, unknown, readAt } = this.snapshot;
    const reasons = new Map<string, { part: string; message: string; count: number }>();
    for (const { part, message } of unknown) {
      const key = `${part} ${message}`;
      const known = reasons.get(key) ?? { part, message, count: 0 };
      known.count++;
      reasons.set(key, known);
    }
    const { workspaceId, identityId, identityName } = this.session;
    return {
      workspaceId,
      identityId,
      identityName,
      readId: this.readId,
      readAt: new Date(readAt).toISOString(),
      complete: this.complete,
      instanceArn: instance.arn,
      accounts: accounts.length,
      permissionSets: permissionSets.length,
      assignments: assignments.length,
      users: users.length,
      groups: groups.length,
      ...this.#figures,
      unknown: [...reasons.values()].slice(0, MOST_UNKNOWN),
    };
  }
}
