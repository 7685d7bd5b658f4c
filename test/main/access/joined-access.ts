import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileStore } from '../../../electron/adapters/workspace-store/file-store.ts';
import { systemClock } from '../../../electron/compose/system-clock.ts';
import { systemRandom } from '../../../electron/compose/system-random.ts';
import { AccessHost, type AccessProcess } from '../../../electron/main/access/access-host.ts';
import { accessHandlers } from '../../../electron/main/handlers/access-handlers.ts';
import { type Plan, Plans } from '../../../electron/main/ipc/plans.ts';
import { serveAccessProcess } from '../../../electron/worker/access/access-process.ts';
import type { AccessOrder, AccessReport } from '../../../electron/worker/access/access-protocol.ts';
import type { AccessSnapshot } from '../../../shared/core/access/model.ts';
import { DEFAULT_NETWORK, type Workspace } from '../../../shared/core/connections/workspace.ts';
import { MemoryIdentityCenter, type MemoryOptions } from '../../flows/access/memory-identity-center.ts';

/** Main's end and the process's end of one port, in this process; what crosses is cloned as between processes. */
function joinedProcess(journals: string): AccessProcess & { die(): void } {
  const orders: ((event: { data: unknown }) => void)[] = [];
  const exits: ((code: number) => void)[] = [];
  let report: (report: AccessReport) => void = () => undefined;
  let alive = true;
  const later = (run: () => void): void => void setImmediate(() => alive && run());
  serveAccessProcess(
    {
      on: (_event, listener) => void orders.push(listener),
      postMessage: (message) => {
        const copy = structuredClone(message);
        later(() => report(copy));
      },
    },
    journals,
  );
  return {
    send: (order: AccessOrder) => {
      const data = structuredClone(order);
      later(() => {
        for (const listener of orders) listener({ data });
      });
    },
    onReport: (listener) => {
      report = listener;
    },
    onExit: (listener) => void exits.push(listener),
    kill: () => undefined,
    die: () => {
      alive = false;
      for (const listener of exits) listener(9);
    },
  };
}

/** Handlers, host, process and an organization in memory, joined as in the application. */
export class JoinedAccess {
  readonly folder = mkdtempSync(join(tmpdir(), 'access-'));
  readonly center: MemoryIdentityCenter;
  readonly asked: Plan['summary'][] = [];
  readonly changes: string[] = [];
  readonly plans: Plans;
  readonly handlers: ReturnType<typeof accessHandlers>;
  readonly processes: ReturnType<typeof joinedProcess>[] = [];
  workspace: Workspace = {
    id: 'w1',
    name: 'Contoso',
    writable: true,
    aws: { region: 'eu-west-1' },
    openai: [],
    identities: [{ id: 'i1', name: 'Admin', kind: 'aws-environment' }],
    network: DEFAULT_NETWORK,
  };
  /** The file that the person picks. */
  toImport: string | undefined;
  graphAnswer: (path: string) => Readonly<Record<string, unknown>> = () => ({ value: [] });
  renewals = 0;
  answer = true;
  labAnswer: (method: string, path: string, body?: unknown) => unknown = () => undefined;

  constructor(seed: AccessSnapshot, options: MemoryOptions = {}) {
    this.center = new MemoryIdentityCenter(systemClock, seed, { latency: 0, settle: 5, ...options });
    const host = new AccessHost({
      fork: () => {
        const made = joinedProcess(this.folder);
        this.processes.push(made);
        return made;
      },
      call: async ({ target, method, input }, signal) => {
        if (target === 'credentials') {
          this.renewals++;
          return undefined;
        }
        const port = this.center.port[target] as unknown as Record<string, (...args: unknown[]) => unknown>;
        return input === undefined ? port[method]?.(signal) : port[method]?.(input, signal);
      },
      logExit: () => undefined,
    });
    this.plans = new Plans({
      clock: Date,
      random: systemRandom,
      confirm: async (_windowId, summary) => {
        this.asked.push(summary);
        return this.answer;
      },
    });
    this.handlers = accessHandlers({
      host,
      ways: {
        open: async (identityId) => ({
          id: `${this.workspace.id} ${identityId}`,
          workspaceId: this.workspace.id,
          identityId,
          identityName: 'Admin',
          // As a Lab without limits: nothing here is about the time at AWS's rate.
          perSecond: 500,
        }),
        callerAccount: async () => undefined,
      },
      graph: async () => ({ get: async (path) => this.graphAnswer(path) }),
      connections: () => ({ workspaces: { active: async () => this.workspace } }) as never,
      lab: {
        isAt: (endpoint) => endpoint === 'http://127.0.0.1:1/aws',
        ask: async (...asked) => this.labAnswer(...asked),
      },
      store: new FileStore(join(this.folder, 'store'), systemClock),
      plans: this.plans,
      changed: (channels) => void this.changes.push(...channels),
      chooseFile: async (_windowId, suggested) => join(this.folder, suggested),
      chooseImport: async () => this.toImport,
      withPerson: (_workspace, _progress, signal, work) =>
        work({ openBrowser: async () => undefined, showDeviceCode: () => undefined }, signal),
    });
  }

  /** A run of its own; collects its progress. */
  context(signal = new AbortController().signal) {
    const told: { phase: string; waitsFor?: string; view?: string }[] = [];
    return { windowId: 1, signal, told, progress: (value: unknown) => void told.push(value as never) };
  }

  remove(): void {
    // What was read may be being kept at this moment.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  }
}
