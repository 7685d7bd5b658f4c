import { beforeEach, describe, expect, it } from 'vitest';
import type { KeptRead } from '../../../shared/core/access/kept-read.ts';
import { type Keeping, readOrKept } from '../../../shared/flows/access/read/read-or-kept.ts';
import type { ReadOptions } from '../../../shared/flows/access/read/read-organization.ts';
import type { KeptReads } from '../../../shared/ports/kept-reads.ts';
import { SMALL } from '../../core/access/small-organization.ts';
import { type World, world } from './world.ts';

class MemoryReads implements KeptReads {
  reads: KeptRead[] = [];
  full = false;
  async save(read: KeptRead): Promise<void> {
    if (this.full) throw new Error('no room');
    this.reads = [...this.reads, structuredClone(read)];
  }
  async ofInstance(instanceArn: string): Promise<KeptRead[]> {
    return this.reads.filter(({ snapshot }) => snapshot.instance.arn === instanceArn);
  }
  async ofWorkspace(): Promise<undefined> {
    return undefined;
  }
  async forget(): Promise<void> {
    this.reads = [];
  }
}

let here: World;
let kept: MemoryReads;
let unkept: unknown[];
beforeEach(() => {
  here = world(SMALL);
  kept = new MemoryReads();
  unkept = [];
});

const MINUTE = 60_000;
const read = (maxAge: number, options: ReadOptions = { details: true }, more: Partial<Keeping> = {}) =>
  readOrKept(
    here.ports,
    here.calls,
    options,
    { kept, maxAge, owner: { workspaceId: 'w1' }, onUnkept: (thrown) => unkept.push(thrown), ...more },
    here.signal,
  );
const total = (calls: object): number =>
  Object.values(calls as Record<string, number>).reduce((sum, count) => sum + count, 0);

describe('readOrKept', () => {
  it('reads once, and then asks one call', async () => {
    const first = await read(15 * MINUTE);
    expect(first.fromKept).toBe(false);
    expect(kept.reads[0]).toMatchObject({ workspaceId: 'w1', parts: ['details'] });
    await here.clock.sleep(10 * MINUTE, here.signal);
    const again = await read(15 * MINUTE);
    expect(again.fromKept).toBe(true);
    expect(again.snapshot).toEqual(first.snapshot);
    expect(again.naiveCalls).toBe(first.naiveCalls);
    expect(total(again.calls)).toBe(1);
  });

  it('reads again what is too old, poorer than wanted, or asked for anew', async () => {
    await read(15 * MINUTE);
    expect((await read(15 * MINUTE, { details: true, memberships: true })).fromKept).toBe(false);
    expect((await read(0)).fromKept).toBe(false);
    await here.clock.sleep(20 * MINUTE, here.signal);
    expect((await read(15 * MINUTE)).fromKept).toBe(false);
    expect(kept.reads).toHaveLength(4);
  });

  it('shows nothing of an organization that the credentials do not reach', async () => {
    await read(15 * MINUTE);
    const denied = world(SMALL, { deny: (operation) => operation === 'ListInstances' });
    const asked = readOrKept(
      denied.ports,
      denied.calls,
      {},
      { kept, maxAge: 15 * MINUTE, owner: {} },
      denied.signal,
    );
    await expect(asked).rejects.toMatchObject({ code: 'ERR_AWS_ACCESS_DENIED' });
  });

  it('says that it could not keep a read, and has it all the same', async () => {
    kept.full = true;
    expect((await read(MINUTE)).snapshot.assignments).toHaveLength(4);
    expect(unkept).toHaveLength(1);
  });
});
