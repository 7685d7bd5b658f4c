import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { readyDocument } from '../../../electron/lab/ready.ts';
import { accessImportSchema } from '../../../shared/contract/access-import.ts';
import { documentOf, runCli } from '../../cli/run-cli.ts';
import { scratchFolder } from '../../cli/scratch-folder.ts';
import { runningLab } from '../running-lab.ts';

const folder = scratchFolder();
let lab: Lab;
let ready: string;
beforeAll(async () => {
  lab = await runningLab({
    scale: { users: 10, groups: 5, accounts: 4, permissionSets: 2, assignments: 20 },
  });
  folder.put('ca.pem', lab.ground.tls.caPem);
  ready = folder.put('ready.json', JSON.stringify(readyDocument(lab, 'ca.pem')));
});
afterAll(() => lab.stop());

const access = (...args: string[]) => runCli(['access', ...args]);
const onLab = (...args: string[]) => access(...args, '--rate', '2000', '--lab', ready);

it.each(['csv', 'xlsx'])(
  'an export as %s comes back as a desired state that changes nothing',
  async (format) => {
    const file = join(folder.path, `access.${format}`);
    expect((await onLab('export', '--out', file)).exit).toBe(0);
    const made = await access('import', file, '--json');
    expect(accessImportSchema.parse(documentOf(made))).toMatchObject({
      format,
      permissionSets: 0,
      assignments: 26,
      warnings: [],
    });
    const desired = join(folder.path, `${format}.yaml`);
    expect(await access('import', file, '--out', desired)).toMatchObject({ exit: 0, out: '' });
    const plan = await onLab('plan', desired, '--fail-on-drift');
    expect(plan, plan.out).toMatchObject({ exit: 0 });
    expect(plan.out).toContain('Nothing would change.');
  },
);

it('a row that is added or taken away is a change of the plan', async () => {
  const file = join(folder.path, 'changed.csv');
  await onLab('export', '--out', file, '--format', 'csv');
  const account = [...lab.state.aws.organization.accounts.values()].find(({ name }) => name === 'account1');
  writeFileSync(
    file,
    `${readFileSync(file, 'utf8')}${account?.id},account1,,Billing,GROUP,System Operators,,\r\n`,
  );
  const desired = folder.put('changed.yaml', (await access('import', file)).out);
  const plan = await onLab('plan', desired);
  expect(plan.out).toMatch(/^\+ assign Billing in account1 \(\d{12}\) to group System Operators/m);
  expect(plan.out).toContain('1 change;');
});

it('says what is wrong with a file, row by row, and writes nothing', async () => {
  const table = folder.put('wrong.csv', 'accountId,permissionSet,group\n1.2E+11,Billing,A\n,Billing,A\n');
  const out = join(folder.path, 'nothing.yaml');
  const run = await access('import', table, '--json', '--out', out);
  expect(run.exit).toBe(2);
  expect(documentOf(run)).toMatchObject({
    error: {
      code: 'ERR_ACCESS_TABLE',
      details: { problems: [{ row: 2 }, { row: 3, message: 'It names no account.' }] },
    },
  });
  expect(() => readFileSync(out)).toThrow();
  const codes = await Promise.all(
    [
      [folder.path],
      [join(folder.path, 'none.csv')],
      [folder.put('state.json', '{"serial":1}')],
      [folder.put('empty.csv', '')],
      [folder.put('book.xlsx', 'no book')],
      [table, '--format', 'ods'],
    ].map(
      async (args) =>
        (documentOf(await access('import', ...args, '--json')) as { error: { code: string } }).error.code,
    ),
  );
  expect(codes).toEqual([
    'ERR_INPUT_DIRECTORY',
    'ERR_INPUT_NOT_FOUND',
    'ERR_ACCESS_TERRAFORM',
    'ERR_ACCESS_TABLE',
    'ERR_ACCESS_TABLE',
    'ERR_USAGE',
  ]);
});

it('takes a state of Terraform and a list in Windows’s encoding from standard input', async () => {
  const state = { values: { root_module: { resources: [] } } };
  const empty = await runCli(['access', 'import', '-', '--json'], { stdin: JSON.stringify(state) });
  expect(documentOf(empty)).toMatchObject({ format: 'terraform', permissionSets: 0, assignments: 0 });
  const text = 'permissionSet;accountName;group\r\nBilling;account1;Caf\u00e9\r\n';
  const windows = await runCli(['access', 'import', '-'], { stdin: Buffer.from(text, 'latin1') });
  expect(windows.out).toContain('- "Café"');
  expect(windows.err).toContain('Windows-1252');
});
