import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  CALL_CHANNELS,
  CANCEL_CHANNEL,
  EVENT_CHANNEL,
  FILE_CHANNELS,
  JOB_CHANNELS,
  LINE_CHANNEL,
  WORKER_CHANNELS,
} from '../../shared/contract/channels.ts';
import { COMMANDS } from '../../shared/contract/commands.ts';
import type { ContractEntry } from '../../shared/contract/contract.ts';
import { CONTRACT, contractAt } from '../../shared/contract/whole.ts';

const entries: [string, ContractEntry][] = Object.entries(CONTRACT);

describe('the names the preload script lets through', () => {
  it('are those of the contract: calls, jobs and the one that cancels', () => {
    const jobs = entries.filter(([, entry]) => entry.progress !== undefined).map(([channel]) => channel);
    const calls = entries
      .map(([channel]) => channel)
      .filter((channel) => !jobs.includes(channel) && channel !== CANCEL_CHANNEL);
    expect([...JOB_CHANNELS].sort()).toEqual(jobs.sort());
    expect([...CALL_CHANNELS].sort()).toEqual(calls.sort());
    expect(Object.keys(CONTRACT)).toContain(CANCEL_CHANNEL);
    expect(Object.keys(CONTRACT)).not.toContain(EVENT_CHANNEL);
    expect(Object.keys(CONTRACT)).not.toContain(LINE_CHANNEL);
  });

  it('put a path where an input has a place for one, and nowhere else', () => {
    const taking = entries.filter(
      ([, { input }]) => input instanceof z.ZodObject && 'droppedPath' in input.shape,
    );
    expect(FILE_CHANNELS).toEqual(taking.map(([channel]) => channel));
  });

  it('lead each to the one process that answers it', () => {
    const [main, worker] = [Object.keys(contractAt('main')), Object.keys(contractAt('worker'))];
    expect([...WORKER_CHANNELS].sort()).toEqual([...worker].sort());
    expect([...main, ...worker].sort()).toEqual(Object.keys(CONTRACT).sort());
    expect(main).toContain(CANCEL_CHANNEL);
  });
});

describe.each(entries)('%s', (channel, entry) => {
  it('is named after its capability, and says in one sentence what it does', () => {
    expect(channel).toMatch(/^[a-z]+\.[a-z][A-Za-z]*$/);
    expect(entry.summary).toMatch(/^[A-Z].*\.$/);
  });

  it('touches secrets and writes in main only, and writes only what a plan says', () => {
    if (entry.effect === 'write' || entry.effect === 'secret') expect(entry.place).toBe('main');
    if (entry.effect !== 'write') return;
    expect(entry.input.safeParse({ planId: 'x' }).success).toBe(true);
    expect(entry.input.safeParse({ planId: 'x', force: true }).success).toBe(false);
    expect(entry.input.safeParse({}).success).toBe(false);
  });
});

it('has command ids that are used once', () => {
  const ids = COMMANDS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
