import { readFileSync, writeFileSync } from 'node:fs';
import { type ParityCase, runCase } from './wire.ts';

/** Runs the calls of one file and writes their results to another: the whole of a small Electron application. */
function main(): void {
  const file = (flag: string) => process.argv.find((arg) => arg.startsWith(flag))?.slice(flag.length) ?? '';
  const cases = JSON.parse(readFileSync(file('--cases='), 'utf8')) as ParityCase[];
  const { electron, node, openssl } = process.versions;
  const results = cases.map(runCase);
  writeFileSync(file('--results='), JSON.stringify({ runtime: { electron, node, openssl }, results }));
}

try {
  main();
  process.exit(0);
} catch (thrown) {
  console.error(thrown);
  process.exit(1);
}
