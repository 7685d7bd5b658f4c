import type { accessReadSchema } from '../../../shared/contract/access-window.ts';
import { AccessIndex } from '../../../shared/core/access/access-index.ts';
import { AccessGrid } from '../../../shared/core/access/grid/access-grid.ts';
import type { GridFilter, GridKey, GridMatrix } from '../../../shared/core/access/grid/grid-filter.ts';
import type { KeptRead } from '../../../shared/core/access/kept-read.ts';
import type { AccessSnapshot } from '../../../shared/core/access/model.ts';
import type { OrganizationRead } from '../../../shared/flows/access/read/read-organization.ts';
import type { AccessSession } from './access-sessions.ts';
import { unknownByReason } from './unknown-by-reason.ts';

type Shown = typeof accessReadSchema._output;
export type Figures = Pick<
  OrganizationRead,
  'calls' | 'naiveCalls' | 'setFirstCalls' | 'detailCalls' | 'seconds'
>;

/** What a read of the window has besides the assignments. */
const WINDOW_PARTS: KeptRead['parts'] = ['details', 'memberships', 'provisioning'];
/** Parts read again that are listed. */
const MOST_REFRESHED = 20;

/** One state of an organization, with the tables that are asked of it. */
export class HeldAccess {
  readonly session: AccessSession;
  readonly snapshot: AccessSnapshot;
  readonly index: AccessIndex;
  readonly complete: boolean;
  readonly readId: string;
  readonly #kept: boolean;
  readonly #figures: Figures;
  #grid: AccessGrid | undefined;
  #matrix: { readonly key: string; readonly matrix: GridMatrix } | undefined;
  #selection: { readonly key: string; readonly rows: Uint32Array } | undefined;

  constructor(
    session: AccessSession,
    snapshot: AccessSnapshot,
    figures: Figures,
    more: { readonly complete: boolean; readonly readId: string; readonly kept?: boolean },
  ) {
    this.session = session;
    this.snapshot = snapshot;
    this.index = new AccessIndex(snapshot);
    this.complete = more.complete;
    this.readId = more.readId;
    this.#kept = more.kept === true;
    this.#figures = figures;
  }

  get grid(): AccessGrid {
    this.#grid ??= new AccessGrid(this.index).prepare();
    return this.#grid;
  }

  /** The same read with a part of it read again. */
  with(snapshot: AccessSnapshot, readId: string): HeldAccess {
    const { complete } = this;
    return new HeldAccess(this.session, snapshot, this.#figures, { complete, readId, kept: this.#kept });
  }

  /** What is written down of it for the next run of the application. */
  toKeep(): KeptRead {
    const { workspaceId, identityId, identityName } = this.session;
    const { snapshot } = this;
    return { workspaceId, identityId, identityName, parts: WINDOW_PARTS, snapshot, ...this.#figures };
  }

  /** Numbers of the rows that pass; kept until another selection is asked for. */
  select(filter: GridFilter, sort: GridKey, descending: boolean): Uint32Array {
    const key = JSON.stringify([filter, sort, descending]);
    if (this.#selection?.key !== key)
      this.#selection = { key, rows: this.grid.select(filter, sort, descending) };
    return this.#selection.rows;
  }

  /** Accounts by permission sets; kept until another filter is asked for. */
  matrix(filter: GridFilter): GridMatrix {
    const key = JSON.stringify(filter);
    if (this.#matrix?.key !== key) this.#matrix = { key, matrix: this.grid.matrix(filter) };
    return this.#matrix.matrix;
  }

  #refreshed(): Shown['refreshed'] {
    const parts = [...(this.snapshot.refreshed ?? [])].sort((a, b) => b.readAt - a.readAt);
    return parts.slice(0, MOST_REFRESHED).map(({ accountId, permissionSetArn, readAt, calls }) => ({
      ...(accountId === undefined
        ? { kind: 'permission-set', name: this.index.setName(permissionSetArn ?? '') }
        : { kind: 'account', name: this.index.accountName(accountId) }),
      readAt: new Date(readAt).toISOString(),
      calls,
    }));
  }

  /** @returns what was read, in figures */
  shown(): Shown {
    const { instance, accounts, permissionSets, assignments, users, groups, unknown, readAt } = this.snapshot;
    const { workspaceId, identityId, identityName } = this.session;
    return {
      workspaceId,
      identityId,
      identityName,
      readId: this.readId,
      readAt: new Date(readAt).toISOString(),
      complete: this.complete,
      instanceArn: instance.arn,
      identityStoreId: instance.identityStoreId,
      accounts: accounts.length,
      permissionSets: permissionSets.length,
      assignments: assignments.length,
      users: users.length,
      groups: groups.length,
      calls: this.#figures.calls,
      naiveCalls: this.#figures.naiveCalls,
      seconds: this.#figures.seconds,
      kept: this.#kept,
      refreshed: this.#refreshed(),
      unknown: unknownByReason(unknown),
    };
  }
}
