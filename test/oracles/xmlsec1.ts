import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Opinion } from './opinion.ts';

const MESSAGES = ['Response', 'AuthnRequest', 'LogoutRequest', 'LogoutResponse', 'Assertion'];
const ID_ATTRIBUTES = [
  ...MESSAGES.flatMap((name) => ['--id-attr:ID', name]),
  '--id-attr:AssertionID',
  'Assertion',
];
const BATCH = 200;

/** The version line of the installed binary, or undefined where there is none. */
export function xmlsec1Version(): string | undefined {
  try {
    return execFileSync('xmlsec1', ['--version'], { encoding: 'utf8', timeout: 5_000 }).trim();
  } catch {
    return undefined;
  }
}

function runOnce(
  files: readonly string[],
  certificatePath: string,
): { accepted: number; failed: boolean; log: string } {
  const run = spawnSync(
    'xmlsec1',
    [
      '--verify',
      '--enabled-key-data',
      'key-name',
      '--pubkey-cert-pem',
      certificatePath,
      ...ID_ATTRIBUTES,
      ...files,
    ],
    { encoding: 'utf8', timeout: 60_000, maxBuffer: 64 << 20 },
  );
  const log = `${run.stdout}${run.stderr}`;
  return { accepted: log.match(/^OK$/gm)?.length ?? 0, failed: run.status !== 0, log };
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/failed to find default node/, 'no signature'],
  [/failed to load document/, 'not well-formed'],
  [/FindByHref/, 'algorithm'],
  [/xmlXPtrEval/, 'the reference finds no ID'],
  [/data and digest do not match/, 'digest'],
  [/signature do(es)? not match|verification failed/i, 'signature value'],
];

/**
 * Verifies the first signature of each document; xmlsec1 stops at the first refusal, so the rest is given to it again.
 *
 * @param documents XML texts, all to be verified with the one certificate
 */
export function xmlsec1Opinions(documents: readonly string[], certificatePath: string): Opinion[] {
  const folder = mkdtempSync(join(tmpdir(), 'xmlsec1-'));
  try {
    const files = documents.map((xml, index) => {
      const file = join(folder, `${index}.xml`);
      writeFileSync(file, xml);
      return file;
    });
    const opinions: Opinion[] = [];
    while (opinions.length < files.length) {
      const { accepted, failed, log } = runOnce(
        files.slice(opinions.length, opinions.length + BATCH),
        certificatePath,
      );
      for (let index = 0; index < accepted; index += 1) opinions.push({ accepted: true, reason: '' });
      if (!failed) continue;
      const reason = REASONS.find(([pattern]) => pattern.test(log))?.[1] ?? 'refused';
      opinions.push({ accepted: false, reason });
    }
    return opinions;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
