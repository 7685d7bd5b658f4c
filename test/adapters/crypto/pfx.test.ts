import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPfx } from '../../../electron/adapters/crypto/pfx.ts';
import { testKey } from '../../generators/keys.ts';

const openssl = spawnSync('openssl', ['version']).status === 0;
const key = testKey('idp-rsa');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fedbench-pfx-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function made(name: string, ...options: string[]): Uint8Array {
  const path = join(folder, name);
  const args = [
    'pkcs12',
    '-export',
    '-inkey',
    key.privatePath,
    '-in',
    key.certificatePath,
    '-out',
    path,
    ...options,
  ];
  const run = spawnSync('openssl', args, { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return readFileSync(path);
}

describe.skipIf(!openssl)('a PFX file (needs openssl)', () => {
  it.each([
    ['today’s', []],
    ['an old', ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
  ])('of %s kind opens with its password', (name, options) => {
    const opened = openPfx(made(`${name}.pfx`, '-passout', 'pass:correct', ...options), 'correct');
    expect(new X509Certificate(opened.certificatePem).checkPrivateKey(key.privateKey)).toBe(true);
    expect(opened.privateKeyPem).toContain('BEGIN PRIVATE KEY');
  });
  it('says that the password is wrong', () => {
    expect(() => openPfx(made('w.pfx', '-passout', 'pass:correct'), 'wrong')).toThrow(/password is wrong/);
  });
});

it.each([new Uint8Array(), Buffer.from('not a pfx'), Buffer.alloc(5_000, 0x30)])(
  'refuses what is none',
  (bytes) => {
    expect(() => openPfx(bytes, '')).toThrow(/PFX file cannot be used/);
  },
);
