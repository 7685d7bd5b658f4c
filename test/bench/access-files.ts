import { nodeCrypto } from '../../electron/adapters/crypto/node-crypto.ts';
import { xlsxOf } from '../../electron/adapters/spreadsheet/xlsx.ts';
import { accessText, findingsText } from '../../electron/cli/access-text.ts';
import type { Terminal } from '../../electron/cli/terminal.ts';
import { AccessIndex } from '../../shared/core/access/access-index.ts';
import { exportDesired } from '../../shared/core/access/desired/export-desired.ts';
import { parseDesired } from '../../shared/core/access/desired/parse-desired.ts';
import { resolveDesired } from '../../shared/core/access/desired/resolve-desired.ts';
import { ACCESS_COLUMNS, accessRows } from '../../shared/core/access/export/access-table.ts';
import { csvOf } from '../../shared/core/access/export/csv.ts';
import { findingsOf } from '../../shared/core/access/findings.ts';
import { makePlan } from '../../shared/core/access/plan/make-plan.ts';
import { terraformOf } from '../../shared/core/access/terraform/terraform-export.ts';
import { whoHasAccess } from '../../shared/core/access/who-has-access.ts';
import { largeOrganization } from '../flows/access/large-organization.ts';

const SIZE = { accounts: 1000, permissionSets: 200, assignments: 100_000, groups: 2000, users: 10_000 };
/** Seconds of the processor, which other programs do not lengthen as they do those of the clock. */
const GOAL = 3;

const paper: Terminal = {
  stdin: { async *[Symbol.asyncIterator]() {} },
  out: () => undefined,
  note: () => undefined,
  colour: false,
  columns: 100,
  signal: new AbortController().signal,
};

/**
 * Everything that is made of, or from, an organization of 100,000 assignments.
 *
 * @returns false where one of them takes longer than the goal
 */
export async function benchFiles(): Promise<boolean> {
  console.log(
    `\nfiles of ${SIZE.assignments} assignments, which nothing is in common to, at most ${GOAL} s each (XLSX apart)`,
  );
  const snapshot = largeOrganization(SIZE);
  let good = true;
  const timed = async <T>(name: string, work: () => T | Promise<T>, goal = GOAL): Promise<T> => {
    const before = process.cpuUsage();
    const began = performance.now();
    const made = await work();
    const wall = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(before);
    const cpu = (user + system) / 1e6;
    if (cpu > goal) good = false;
    console.log(`  ${name.padEnd(20)} ${cpu.toFixed(2)} s of the processor, ${wall.toFixed(2)} s`);
    return made;
  };
  const index = await timed('index', () => new AccessIndex(snapshot));
  const yaml = await timed('YAML, written', () => exportDesired(index));
  const desired = await timed('YAML, read', () => parseDesired(yaml));
  const resolved = await timed('names looked up', () => resolveDesired(desired, index));
  const plan = await timed('plan', () => makePlan(index, resolved, { now: 0 }, nodeCrypto));
  await timed('Terraform', () => terraformOf(index));
  await timed('CSV', () => csvOf(ACCESS_COLUMNS, accessRows(index)));
  // Most of this is the library that packs the workbook.
  await timed('XLSX', () => xlsxOf('Access', ACCESS_COLUMNS, accessRows(index)), Number.POSITIVE_INFINITY);
  await timed('report, whole', () => [
    accessText(whoHasAccess(index, {}), paper),
    findingsText(findingsOf(index), paper),
  ]);
  await timed('report, as JSON', () => JSON.stringify(whoHasAccess(index, {}), null, 2));
  return good && plan.changes.length === 0;
}
