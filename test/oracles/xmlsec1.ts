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
/** The version line of the installed binary, or undefined where there is none. */
export function xmlsec1Version(): string | undefined {
  try {
    return execFileSync('xmlsec1', ['--version'], { encoding: 'utf8', timeout: 5_000 }).trim();
  } catch {
    return undefined;
  }
}

/** xmlsec1 stops at the first file it refuses: this goes on behind it, without a new process for each file. */
const LOOP = `
while [ $# -gt 0 ]; do
  if xmlsec1 $OPTIONS "$@" >"$LOG" 2>&1; then cat "$LOG"; exit 0; fi
  cat "$LOG"
  shift $(($(grep -c '^OK$' "$LOG") + 1))
done`;

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/failed to find default node/, 'no signature'],
  [/failed to load document/, 'not well-formed'],
  [/FindByHref/, 'algorithm'],
  [/xmlXPtrEval/, 'the reference finds no ID'],
  [/data and digest do not match/, 'digest'],
  [/signature do(es)? not match|verification failed/i, 'signature value'],
];

/** Reads the outcomes, one after the other, out of the log of a run. */
function opinionsIn(log: string): Opinion[] {
  const opinions: Opinion[] = [];
  let lines: string[] = [];
  for (const line of log.split('\n')) {
    lines.push(line);
    const accepted = line === 'OK';
    if (!accepted && !line.startsWith('Error: failed to verify file')) continue;
    const words = lines.join('\n');
    const reason = REASONS.find(([pattern]) => pattern.test(words))?.[1] ?? 'refused';
    opinions.push(accepted ? { accepted, reason: '' } : { accepted, reason });
    lines = [];
  }
  return opinions;
}

/**
 * Verifies the first signature of each document.
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
    const options = ['--verify', '--enabled-key-data', 'key-name', '--pubkey-cert-pem', certificatePath];
    const run = spawnSync('sh', ['-c', LOOP, 'sh', ...files], {
      encoding: 'utf8',
      env: { ...process.env, OPTIONS: [...options, ...ID_ATTRIBUTES].join(' '), LOG: join(folder, 'log') },
      timeout: 120_000,
      maxBuffer: 256 << 20,
    });
    const opinions = opinionsIn(run.stdout);
    if (opinions.length !== files.length)
      throw new Error(`xmlsec1 gave ${opinions.length} opinions on ${files.length} files: ${run.stderr}`);
    return opinions;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
