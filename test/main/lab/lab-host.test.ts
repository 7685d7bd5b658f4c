import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LabHost, type LabProcess } from '../../../electron/main/lab/lab-host.ts';
import type { LabOrder, LabReport } from '../../../electron/worker/lab-protocol.ts';
import type { LabChoices } from '../../../shared/contract/lab.ts';
import type { LabReady } from '../../../shared/contract/lab-ready.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { DEFAULT_LAB } from '../../../shared/core/lab/settings.ts';

/** A process whose life the test decides. */
class HeldProcess implements LabProcess {
  readonly orders: LabOrder[] = [];
  readonly #exits: ((code: number) => void)[] = [];
  killed = false;
  report: (report: LabReport) => void = () => undefined;
  send(order: LabOrder): void {
    this.orders.push(order);
  }
  onReport(listener: (report: LabReport) => void): void {
    this.report = listener;
  }
  onExit(listener: (code: number) => void): void {
    this.#exits.push(listener);
  }
  kill(): void {
    this.killed = true;
    this.exit(15);
  }
  exit(code: number): void {
    for (const listener of this.#exits) listener(code);
  }
}

const CHOICES: LabChoices = { ...DEFAULT_LAB, seed: 'jogcloud', faults: [], rateLimit: 20 };
const READY = {
  controlToken: 'secret',
  endpoints: { control: 'x', aws: 'http://127.0.0.1:1/aws' },
  caFile: 'ca',
} as unknown as LabReady;

const OVERVIEW = {
  seed: 'jogcloud',
  clock: { now: '2026-01-01T00:00:00Z', offset: 0, scale: 1 },
  rateLimit: 20,
  settle: 0,
  checkSignatures: true,
  faults: [],
  services: {},
  connectProxy: 'http://127.0.0.1:3',
  counts: {
    ...{ tenants: 1, users: 1, groups: 1, storeUsers: 1, storeGroups: 1 },
    ...{ accounts: 1, permissionSets: 1, assignments: 1 },
  },
  pending: 0,
  lastRequest: 0,
};

let processes: HeldProcess[];
let folders: string[];
let changes: string[];
let exits: number[];
let host: LabHost;
let told: unknown;
beforeEach(() => {
  [processes, folders, changes, exits, told] = [[], [], [], [], undefined];
  host = new LabHost({
    fork: () => {
      const made = new HeldProcess();
      processes.push(made);
      return made;
    },
    ask: async () => {
      if (told !== undefined) return told;
      throw new WorkbenchError('ERR_LAB_NOT_RUNNING', 'lab', {});
    },
    changed: (channels) => void changes.push(...channels),
    now: () => 0,
    newFolder: () => {
      folders.push('kept');
      const at = folders.length - 1;
      return { path: `folder ${at}`, remove: () => void folders.splice(at, 1, 'removed') };
    },
    logExit: (code) => void exits.push(code),
  });
});
afterEach(() => host.close());

const nth = (index: number): HeldProcess => {
  const found = processes[index];
  if (found === undefined) throw new Error(`process ${index} was not started`);
  return found;
};
const state = async (): Promise<string> => (await host.status(undefined)).state;

async function started(): Promise<HeldProcess> {
  const start = host.start(CHOICES, DEFAULT_LAB);
  const made = nth(processes.length - 1);
  made.report({ type: 'started', ready: READY as never, caPem: 'PEM' });
  await start;
  return made;
}

describe('the host of the Lab', () => {
  it('starts one Lab, says what state it is in, and keeps the control token', async () => {
    expect(await state()).toBe('off');
    const start = host.start(CHOICES, DEFAULT_LAB);
    await host.start(CHOICES, DEFAULT_LAB);
    expect([await state(), processes.length]).toEqual(['starting', 1]);
    expect(nth(0).orders).toEqual([{ type: 'start', settings: { ...DEFAULT_LAB, caFolder: 'folder 0' } }]);
    nth(0).report({ type: 'started', ready: READY as never, caPem: 'PEM' });
    await start;
    const status = await host.status('own.json');
    expect(status).toMatchObject({ state: 'running', seedFile: 'own.json', ready: { caFile: 'ca' } });
    expect(JSON.stringify(status)).not.toContain('secret');
  });

  it('hands on why a Lab could not start, and starts another', async () => {
    const start = host.start(CHOICES, DEFAULT_LAB);
    const error = new WorkbenchError('ERR_LAB_PORT_TAKEN', 'lab', { port: 7443 }).toWire();
    nth(0).report({ type: 'refused', error });
    nth(0).exit(0);
    await expect(start).rejects.toMatchObject({ code: 'ERR_LAB_PORT_TAKEN', details: { port: 7443 } });
    expect(await host.status(undefined)).toMatchObject({
      state: 'failed',
      error: { code: 'ERR_LAB_PORT_TAKEN' },
    });
    expect([folders, exits]).toEqual([['removed'], []]);
    await started();
    expect(await state()).toBe('running');
  });

  it('tells of a Lab that died, without starting it again', async () => {
    const process = await started();
    process.exit(139);
    expect(await host.status(undefined)).toMatchObject({
      state: 'failed',
      error: { code: 'ERR_WORKER_STOPPED', details: { exitCode: 139 } },
    });
    expect([processes.length, exits, folders]).toEqual([1, [139], ['removed']]);
    await host.stop();
    expect(await state()).toBe('off');
  });

  it('tells of requests and of what was said', async () => {
    const process = await started();
    changes = [];
    process.report({ type: 'requests' });
    process.report({ type: 'said', sentence: 'A file was kept aside.' });
    expect(changes).toEqual(['lab.requests', 'lab.status', 'lab.status']);
    expect((await host.status(undefined)).notes).toEqual(['A file was kept aside.']);
  });

  it('stops: asks first, takes down what does not hear', async () => {
    const first = await started();
    const stop = host.stop();
    expect(first.orders.at(-1)).toEqual({ type: 'stop' });
    first.exit(0);
    await stop;
    expect([await state(), first.killed]).toEqual(['off', false]);

    vi.useFakeTimers();
    try {
      const deaf = host.start(CHOICES, DEFAULT_LAB).catch((thrown: WorkbenchError) => thrown.code);
      const stopping = host.stop();
      await vi.advanceTimersByTimeAsync(1_500);
      await stopping;
      expect([await deaf, nth(1).killed, await state()]).toEqual(['ERR_CANCELLED', true, 'off']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('goes down with the application, and leaves no folder', async () => {
    const process = await started();
    host.close();
    expect([process.killed, folders, exits]).toEqual([true, ['removed'], []]);
  });

  it('says how quickly it answers AWS calls, and nothing of another endpoint', async () => {
    expect(await host.awsRate('http://127.0.0.1:1/aws')).toBeUndefined();
    await started();
    told = OVERVIEW;
    expect(await host.awsRate('http://127.0.0.1:1/aws')).toBe(20);
    told = { ...OVERVIEW, clock: { ...OVERVIEW.clock, scale: 10 } };
    expect(await host.awsRate('http://127.0.0.1:1/aws')).toBe(200);
    told = { ...OVERVIEW, rateLimit: 'off' };
    expect(await host.awsRate('http://127.0.0.1:1/aws')).toBeGreaterThan(1000);
    expect(await host.awsRate('http://127.0.0.1:2/aws')).toBeUndefined();
  });

  it('asks nothing of a Lab that is not there', async () => {
    await expect(host.ask('GET', '')).rejects.toMatchObject({ code: 'ERR_LAB_NOT_RUNNING' });
  });
});
