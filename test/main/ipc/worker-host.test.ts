import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkerHost, type WorkerProcess } from '../../../electron/main/ipc/worker-host.ts';
import type { LineNews } from '../../../shared/contract/worker-line.ts';

/** A worker process whose life the test decides; ports are names. */
class HeldProcess implements WorkerProcess<string> {
  readonly lines: string[] = [];
  pings = 0;
  killed = false;
  pong: () => void = () => {};
  exit: (code: number) => void = () => {};
  connect(port: string): void {
    this.lines.push(port);
  }
  ping(): void {
    this.pings += 1;
  }
  onPong(listener: () => void): void {
    this.pong = listener;
  }
  onExit(listener: (code: number) => void): void {
    this.exit = listener;
  }
  kill(): void {
    this.killed = true;
  }
}

function setUp() {
  const processes: HeldProcess[] = [];
  const exits: number[] = [];
  let lines = 0;
  const host = new WorkerHost<string>({
    fork: () => {
      const process = new HeldProcess();
      processes.push(process);
      return process;
    },
    newLine: () => {
      lines += 1;
      return { page: `page end ${lines}`, worker: `worker end ${lines}` };
    },
    now: () => Date.now(),
    logExit: (code) => exits.push(code),
  });
  const page = (id: number) => {
    const heard: [LineNews, string | undefined][] = [];
    host.connect(id, (news, port) => heard.push([news, port]));
    return heard;
  };
  const nth = (index: number): HeldProcess => {
    const process = processes[index];
    if (process === undefined) throw new Error(`process ${index} was not started`);
    return process;
  };
  return { host, processes, exits, page, nth };
}

const stopped = (exitCode: number) => ({
  code: 'ERR_WORKER_STOPPED',
  retryable: true,
  details: { exitCode },
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('starts with the first page, and gives each page a line of its own', () => {
  const { processes, page, nth } = setUp();
  expect(processes).toHaveLength(0);
  expect(page(1)).toEqual([[{}, 'page end 1']]);
  expect(page(2)).toEqual([[{}, 'page end 2']]);
  expect(processes).toHaveLength(1);
  expect(nth(0).lines).toEqual(['worker end 1', 'worker end 2']);
});

describe('when it dies', () => {
  it('pages hear of it at once, and get a line to the next one', async () => {
    const { exits, page, nth } = setUp();
    const heard = page(1);
    await vi.advanceTimersByTimeAsync(60_000);
    nth(0).exit(139);
    expect(heard.at(-1)).toEqual([{ stopped: expect.objectContaining(stopped(139)) }, undefined]);
    await vi.advanceTimersByTimeAsync(0);
    expect(heard.at(-1)).toEqual([{}, 'page end 2']);
    expect(nth(1).lines).toEqual(['worker end 2']);
    expect(exits).toEqual([139]);
  });

  it('again and again, it is started later each time', async () => {
    const { processes, page, nth } = setUp();
    page(1);
    for (const [round, pause] of [250, 500, 1000].entries()) {
      nth(round).exit(1);
      await vi.advanceTimersByTimeAsync(pause - 1);
      expect(processes).toHaveLength(round + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(processes).toHaveLength(round + 2);
    }
  });

  it('a page that comes while none runs gets the next one', async () => {
    const { page, nth } = setUp();
    page(1);
    nth(0).exit(1);
    const late = page(2);
    expect(late).toEqual([]);
    await vi.advanceTimersByTimeAsync(250);
    expect(late).toEqual([[{}, 'page end 3']]);
  });

  it('a page that has gone is told nothing', async () => {
    const { host, page, nth } = setUp();
    const heard = page(1);
    host.disconnect(1);
    nth(0).exit(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard).toHaveLength(1);
  });
});

describe('when something was cancelled', () => {
  it('a worker that answers is left alone', async () => {
    const { host, processes, page, nth } = setUp();
    page(1);
    host.checkHearing();
    host.checkHearing();
    expect(nth(0).pings).toBe(1);
    nth(0).pong();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(nth(0).killed).toBe(false);
    expect(processes).toHaveLength(1);
  });

  it('a deaf one is replaced, and pages ask the next one again', async () => {
    const { host, exits, page, nth } = setUp();
    const heard = page(1);
    host.checkHearing();
    await vi.advanceTimersByTimeAsync(500);
    expect(nth(0).killed).toBe(true);
    expect(heard.at(-1)).toEqual([
      { stopped: expect.objectContaining(stopped(0)), askAgain: true },
      'page end 2',
    ]);
    nth(0).exit(0);
    nth(0).pong();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(exits).toEqual([]);
    expect(nth(1).killed).toBe(false);
  });

  it('nothing happens where none runs', () => {
    const { host, processes } = setUp();
    host.checkHearing();
    expect(processes).toHaveLength(0);
  });
});

it('is not started again once closed', async () => {
  const { host, processes, page, nth } = setUp();
  page(1);
  host.close();
  expect(nth(0).killed).toBe(true);
  nth(0).exit(0);
  page(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(processes).toHaveLength(1);
});
