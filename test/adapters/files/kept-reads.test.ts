import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileKeptReads } from '../../../electron/adapters/files/kept-reads.ts';
import type { KeptRead } from '../../../shared/core/access/kept-read.ts';
import { SMALL } from '../../core/access/small-organization.ts';

let folder: string;
let reads: FileKeptReads;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'kept-')), 'access');
  reads = new FileKeptReads(folder);
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const { arn } = SMALL.instance;
const kept = (readAt: number, workspaceId?: string, instanceArn = arn): KeptRead => ({
  ...(workspaceId === undefined ? {} : { workspaceId }),
  parts: ['details'],
  snapshot: { ...SMALL, instance: { ...SMALL.instance, arn: instanceArn }, readAt },
  calls: { 'sso-admin': 1, identitystore: 2, organizations: 3, iam: 0 },
  ...{ naiveCalls: 7, setFirstCalls: 5, detailCalls: 2, seconds: 1 },
});

describe('kept reads', () => {
  it('are the latest of each workspace, whole and for this user only', async () => {
    expect([await reads.ofInstance(arn), await reads.ofWorkspace('w1')]).toEqual([[], undefined]);
    await reads.save(kept(1, 'w1'));
    await reads.save(kept(2, 'w1'));
    await reads.save(kept(3));
    expect(await reads.ofWorkspace('w1')).toEqual(kept(2, 'w1'));
    expect(await reads.ofInstance(arn)).toHaveLength(2);
    const [first = ''] = readdirSync(folder);
    expect(statSync(join(folder, first)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('are forgotten with their instance, and no other', async () => {
    const other = arn.replace(/.$/, 'z');
    await reads.save(kept(1, 'w1'));
    await reads.save(kept(1, 'w2', other));
    await reads.forget(arn);
    expect([await reads.ofInstance(arn), await reads.ofWorkspace('w1')]).toEqual([[], undefined]);
    expect(await reads.ofInstance(other)).toHaveLength(1);
    await reads.forget(arn);
  });

  it('that are damaged, of another version or no reads at all are left out', async () => {
    await reads.save(kept(1, 'w1'));
    const [name = ''] = readdirSync(folder);
    const bytes = readFileSync(join(folder, name));
    for (const damaged of [
      bytes.subarray(0, bytes.length / 2),
      Buffer.from('not packed'),
      gzipSync('no JSON'),
      gzipSync(JSON.stringify({ kind: 'access-read', version: 99, read: {} })),
      Buffer.alloc(0),
    ]) {
      writeFileSync(join(folder, name), damaged);
      expect(await reads.ofInstance(arn)).toEqual([]);
    }
    await reads.save(kept(2, 'w1'));
    expect(await reads.ofWorkspace('w1')).toEqual(kept(2, 'w1'));
  });

  it('stay in their folder, whatever a workspace is called', async () => {
    await reads.save(kept(1, '../../outside'));
    expect(readdirSync(folder)).toHaveLength(1);
    expect(await reads.ofWorkspace('../../outside')).toEqual(kept(1, '../../outside'));
  });

  it('say why they cannot be kept', async () => {
    writeFileSync(folder, 'a file where the folder should be');
    await expect(reads.save(kept(1))).rejects.toThrow();
    expect(await reads.ofInstance(arn)).toEqual([]);
  });
});
