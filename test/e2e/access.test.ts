import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeOpenFolder, makeOwnFolder } from '../../build/bootstrap/unprivileged.mjs';
import { openWindow } from '../../build/screens/open-window.mjs';
import { callFrom, liveInLab, startLab } from './access-workspace.ts';

let open: Awaited<ReturnType<typeof openWindow>>;
const { folder, remove } = makeOpenFolder('access');
makeOwnFolder(folder);
beforeAll(async () => {
  open = await openWindow();
  await open.resize(1024, 700);
});
afterAll(async () => {
  await open.close();
  remove();
});

/** Answers main's own confirmation with a button, and notes what it said. */
const answerWith = (response: number) =>
  open.app.evaluate(({ dialog }, chosen) => {
    dialog.showMessageBox = ((_window: unknown, options: { message: string; detail: string }) => {
      Object.assign(globalThis, { asked: options });
      return Promise.resolve({ response: chosen, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  }, response);
const asked = () =>
  open.app.evaluate(() => (globalThis as unknown as { asked: { message: string; detail: string } }).asked);

const goTo = async (id: string): Promise<void> => {
  await open.page.locator(`.wb-nav a[href="#/${id}"]`).click();
  await open.page.locator(`.wb-nav a[aria-current="page"][href="#/${id}"]`).waitFor();
};
const tab = (name: string) => open.page.getByRole('tab', { name, exact: true }).click();
const readAll = async (): Promise<void> => {
  await open.page.getByRole('button', { name: /Read (the organization|again)/ }).press('Enter');
  await open.page.getByText(/Read .* with \d+ calls/).waitFor();
};
/** The rows of a table as the text of their cells. */
const rowsOf = async (table: Locator): Promise<string[][]> => {
  const rows = await table.getByRole('row').all();
  const texts = await Promise.all(rows.map((row) => row.getByRole('cell').allTextContents()));
  return texts.filter((cells) => cells.length > 0).map((cells) => cells.map((cell) => cell.trim()));
};
const assignments = () => open.page.getByRole('table', { name: 'Assignments' });

async function write(text: string): Promise<void> {
  const editor = open.page.getByRole('textbox', { name: 'Desired state' });
  await editor.click();
  await open.page.keyboard.press('Control+a');
  await open.page.keyboard.insertText(text);
}

it('says what is missing while there is nobody to ask AWS as', async () => {
  await goTo('access');
  await open.page.getByText(/The Lab is not running|Nobody to ask AWS as/).waitFor();
});

it('shows the default organization exactly: administrators and operators, in both accounts', async () => {
  const { page } = open;
  await liveInLab(page, await startLab(page), false);
  await goTo('access');
  await page.getByText('Nothing was read yet').waitFor();
  await readAll();
  await page.getByText('6 assignments', { exact: true }).waitFor();
  const found = (await rowsOf(assignments()))
    .map(([account, set, who]) => [account, set, who].join(' | '))
    .sort();
  console.info(found.join('\n'));
  expect(found.filter((row) => row.includes('| AdministratorAccess |'))).toHaveLength(4);
  expect(found.filter((row) => row.includes('| SystemsAdmin |'))).toHaveLength(2);
  const sets = new Map<string, Set<string>>();
  for (const row of found) {
    const [, set = '', who = ''] = row.split(' | ');
    sets.set(set, (sets.get(set) ?? new Set()).add(who));
  }
  expect(sets.get('AdministratorAccess')?.size).toBe(2);
  expect([...(sets.get('SystemsAdmin') ?? [])]).toEqual([expect.stringMatching(/System Operators/)]);
});

it('filters by words, counts by account, and tells who gets in and why', async () => {
  const { page } = open;
  await page.getByLabel('Find assignments').fill('operators');
  await page.getByText('2 assignments', { exact: true }).waitFor();
  await page.getByLabel('Find assignments').fill('');
  await page.getByText('By permission set').click();
  await page
    .getByRole('table', { name: 'By permission set' })
    .getByRole('button', { name: 'SystemsAdmin' })
    .click();
  await page.getByText('2 assignments', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Show everything' }).press('Enter');
  await page.getByText('6 assignments', { exact: true }).waitFor();
  await assignments().getByRole('button').filter({ hasText: 'System Operators' }).first().press('Enter');
  const details = page.getByRole('complementary', { name: 'Details of the assignment' });
  await details.getByText('as a member of').first().waitFor();
  expect(
    await details
      .getByRole('list', { name: /reaches/ })
      .getByRole('listitem')
      .count(),
  ).toBe(2);
  await details.getByRole('button', { name: 'Read this account again' }).press('Enter');
  await page.getByText(/account1 was read again .* with \d calls/).waitFor();
  await details.getByRole('button', { name: 'Close the details' }).press('Enter');
});

it('shows accounts by permission sets, moved through by keyboard', async () => {
  const { page } = open;
  await page.getByText('Matrix', { exact: true }).click();
  const matrix = page.getByRole('grid', { name: 'Accounts by permission sets' });
  await matrix.getByRole('gridcell', { name: '2', exact: true }).first().waitFor();
  await matrix.locator('[data-active]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('title') ?? '');
  await expect.poll(focused).toBe('1 assignment: SystemsAdmin in account2');
  await page.keyboard.press('Control+Home');
  await expect.poll(focused).toBe('2 assignments: AdministratorAccess in account1');
  await page.keyboard.press('Enter');
  await page.getByText('2 assignments', { exact: true }).waitFor();
});

it('keeps a look under a name, changes it, removes it and takes that back', async () => {
  const { page } = open;
  const act = async (name: string) => {
    await page.getByRole('button', { name: 'View', exact: true }).press('Enter');
    const highlighted = page.locator('[role="menuitem"]:focus');
    await highlighted.waitFor();
    for (let step = 0; step < 6 && !(await highlighted.innerText()).includes(name); step++)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  };
  const view = page.getByRole('button', { name: /^View / });
  await act('Save as…');
  const field = page.getByRole('dialog', { name: 'Save this view' }).getByRole('textbox');
  await expect.poll(() => field.evaluate((node) => node === document.activeElement)).toBe(true);
  await page.keyboard.type('Everything');
  await page.keyboard.press('Enter');
  await page.getByText(/is the name of a view that is always there/).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Administrators of one');
  await page.keyboard.press('Enter');
  await view.filter({ hasText: /Administrators of one$/ }).waitFor();
  await page.getByLabel('Find assignments').fill('B2B');
  await view.filter({ hasText: 'Administrators of one (changed)' }).waitFor();
  await act('Save Administrators of one');
  await view.filter({ hasText: /Administrators of one$/ }).waitFor();
  await act('Remove');
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await view.press('Enter');
  await page.getByRole('option', { name: 'Everything' }).click();
  await page.getByText('6 assignments', { exact: true }).waitFor();
  const saved = await callFrom<{ views: { name: string; filter: object }[] }>(page, 'access.views', {});
  expect(saved.views).toMatchObject([{ name: 'Administrators of one', filter: { text: 'B2B' } }]);
});

it('finds an AWS-managed policy by words, looks into it, and plans it', async () => {
  const { page } = open;
  await tab('Permission sets');
  await page.getByRole('button', { name: 'SystemsAdmin' }).press('Enter');
  const field = page.getByRole('combobox', { name: 'Managed policies' });
  await field.fill('s3 read');
  await page.getByRole('option', { name: 'AmazonS3ReadOnlyAccess' }).waitFor();
  await field.press('ArrowDown');
  await field.press('Enter');
  const chosen = page.getByRole('list', { name: 'Managed policies' });
  await chosen.getByRole('button', { name: 'What AmazonS3ReadOnlyAccess allows' }).press('Enter');
  await page.getByText('s3:Get*').first().waitFor();
  await chosen.getByRole('button', { name: 'Take AmazonS3ReadOnlyAccess off' }).press('Enter');
  expect(await chosen.getByRole('listitem').count()).toBe(0);
  await page.getByRole('button', { name: 'All permission sets' }).press('Enter');
});

it('plans in a read-only workspace, and applies nothing there', async () => {
  const { page } = open;
  await tab('Desired state');
  await page.getByRole('button', { name: 'Begin with what was read' }).press('Enter');
  await page.getByText('permissionSets:').first().waitFor();
  await page.getByRole('button', { name: 'Plan', exact: true }).press('Enter');
  await page.getByRole('heading', { name: 'Nothing would change' }).waitFor();
  await write('version: 2\npermissionSets: {}\n');
  await page.getByRole('button', { name: /^1:10 Only version 1 is known/ }).waitFor();
  expect(await page.getByRole('button', { name: 'Plan', exact: true }).isDisabled()).toBe(true);
  await write(
    'version: 1\nassignments:\n  - {permissionSet: SystemsAdmin, groups: [Nobody here], accounts: ["*"]}\n',
  );
  await page.getByRole('button', { name: 'Plan', exact: true }).press('Enter');
  await page
    .getByText(/Nobody here/)
    .last()
    .waitFor();
});

it('applies a plan after the native confirmation, shows it, and leaves a journal', async () => {
  const { page } = open;
  const list = await callFrom<{ active: string; workspaces: { id: string; identities: unknown }[] }>(
    page,
    'connections.list',
    {},
  );
  const live = list.workspaces.find(({ id }) => id === list.active);
  const { identities: _kept, ...workspace } = live ?? { identities: [] };
  await callFrom(page, 'connections.save', { workspace: { ...workspace, writable: true }, secrets: {} });
  await write(`version: 1
permissionSets:
  Auditor:
    description: Reads everything
    sessionDuration: PT2H
    managedPolicies: [arn:aws:iam::aws:policy/ReadOnlyAccess]
assignments:
  - {permissionSet: Auditor, groups: [System Operators], accounts: ['*']}
  - {permissionSet: SystemsAdmin, groups: [System Operators], accounts: ['*'], absent: true}
`);
  await page.getByRole('button', { name: 'Plan', exact: true }).press('Enter');
  await page.getByRole('heading', { name: /^\d+ changes$/ }).waitFor();
  await page.getByText(/(person loses|people lose) access/).waitFor();
  await answerWith(1);
  await page.getByRole('button', { name: 'Apply…' }).press('Enter');
  await expect.poll(async () => (await asked())?.message).toMatch(/^Make \d+ changes in Jogcloud\?$/);
  expect((await asked()).detail).toMatch(/deletion[\s\S]*lose[s]? access/);
  await answerWith(0);
  await page.getByRole('button', { name: 'Apply…' }).press('Enter');
  await page.getByText(/changes applied/).waitFor();
  await tab('Assignments');
  await page.getByLabel('Find assignments').fill('auditor');
  await page.getByText('3 assignments', { exact: true }).waitFor();
  await page.getByLabel('Find assignments').fill('systemsadmin');
  await page.getByText('No assignment fits').waitFor();
  await page.getByLabel('Find assignments').fill('');
  const { journals } = await callFrom<{ journals: { total: number; applied: number; failed: number }[] }>(
    page,
    'access.journals',
    {},
  );
  expect(journals).toHaveLength(1);
  expect(journals[0]?.applied).toBe(journals[0]?.total);
});

it('imports a table, names every row that is wrong, and takes it once it is mended', async () => {
  const { page } = open;
  const path = join(folder, 'list.csv');
  writeFileSync(
    path,
    'permissionSet,accountName,group\nBilling,,Security Admins\n,account1,Security Admins\n',
  );
  await open.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = (() =>
      Promise.resolve({ canceled: false, filePaths: [chosen] })) as typeof dialog.showOpenDialog;
  }, path);
  await tab('Desired state');
  await page.getByRole('button', { name: 'Import…' }).press('Enter');
  const wrong = page.getByRole('list', { name: 'Rows that are wrong' });
  await wrong.waitFor();
  expect(await wrong.getByRole('listitem').allInnerTexts()).toEqual([
    'Row 2: It names no account.',
    'Row 3: It names no permission set.',
  ]);
  writeFileSync(path, 'permissionSet,accountName,group\nBilling,account1,Security Admins\n');
  await page.getByRole('button', { name: 'Import…' }).press('Enter');
  await page.getByText(`1 assignment of ${path}.`).waitFor();
  await page.getByRole('button', { name: 'Plan', exact: true }).press('Enter');
  await page.getByText(/assign Billing in account1/).waitFor();
  await page.getByRole('button', { name: 'Empty it' }).press('Enter');
  rmSync(path);
});

it('sets up attributes for access control, and proves them by a sign-in', async () => {
  const { page } = open;
  await tab('Attributes');
  await page.getByRole('button', { name: 'Set them up' }).press('Enter');
  await page.getByLabel('Key of attribute 1').fill('Name');
  const source = page.getByLabel('Source of attribute 1');
  await source.fill('displayN');
  await page.getByRole('option', { name: /displayName/ }).waitFor();
  await source.press('ArrowDown');
  await source.press('ArrowDown');
  await source.press('Enter');
  await page.getByRole('button', { name: 'Plan this change' }).press('Enter');
  await page.getByRole('heading', { name: '2 changes, in one call' }).waitFor();
  await page.getByRole('button', { name: 'Apply…' }).press('Enter');
  await page.getByRole('button', { name: 'Plan to switch them off' }).waitFor();
  await page.getByLabel('Sign in as').fill('homer.simpson@jogcloud.com');
  await page.keyboard.press('Enter');
  const row = page.getByRole('table', { name: 'Session tags' }).getByRole('row').nth(1);
  await row.waitFor();
  expect(await row.innerText()).toMatch(/aws:PrincipalTag\/Name\s+Homer Simpson\s+the attribute/);
});

it('shows applications, who may use them and why, and whose tokens they take', async () => {
  const { page } = open;
  await tab('Applications');
  const table = page.getByRole('table', { name: 'Applications' });
  await table.getByRole('button', { name: 'Wiki' }).waitFor();
  expect(await rowsOf(table)).toEqual([
    ['Orders Analytics', 'Security Admins', '1', 'Custom OAuth 2.0 application', 'account1', 'in the portal'],
    [
      'Wiki',
      'System Operators, Security Admins',
      '2',
      'Custom SAML 2.0 application',
      'management',
      'in the portal',
    ],
  ]);
  await page.getByRole('heading', { name: 'JOGCloudEntra' }).waitFor();
  await page.getByText('the claim preferred_username of a token must be userName of a user').waitFor();
  const find = page.getByLabel('Find applications');
  await find.fill('bart');
  await page.getByText('1 of 2 applications.').waitFor();
  expect((await rowsOf(table)).map(([name]) => name)).toEqual(['Wiki']);
  await find.fill('nothing like it');
  await page.getByRole('button', { name: 'Show all' }).press('Enter');
  await table.getByRole('button', { name: 'Orders Analytics' }).press('Enter');
  const details = page.getByRole('complementary', { name: 'Details of the application' });
  await details.getByText('homer.simpson@jogcloud.com').waitFor();
  expect(await details.getByRole('list', { name: 'Grants' }).innerText()).toContain('JOGCloudEntra, for');
  await details.getByRole('button', { name: 'Close the details' }).press('Enter');
  await page.getByRole('button', { name: 'Read applications again' }).press('Enter');
  await table.getByRole('button', { name: 'Wiki' }).waitFor();
});

it('edits a permission set with lint, and plans the change', async () => {
  const { page } = open;
  await tab('Permission sets');
  await page
    .getByRole('table', { name: 'Permission sets' })
    .getByRole('button', { name: 'Auditor' })
    .press('Enter');
  await page.getByRole('heading', { name: 'Auditor' }).waitFor();
  const policy = page.getByRole('textbox', { name: 'Inline policy' });
  await policy.click();
  await page.keyboard.insertText(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*"}]}',
  );
  await page.getByRole('list', { name: 'Findings about the policy' }).getByRole('listitem').first().waitFor();
  await page.getByRole('button', { name: 'Plan this change' }).press('Enter');
  await page.getByText('set the inline policy of Auditor').waitFor();
  await page.getByText('provision Auditor in every account that has it').waitFor();
});

it('says whether somebody will get in, and leaves what nobody knows unknown', async () => {
  const { page } = open;
  await tab('Sign-in');
  await page.getByLabel('User name in AWS').fill('nobody@jogcloud.com');
  await page.getByRole('button', { name: 'Judge' }).press('Enter');
  await page
    .getByText(/AWS has no user nobody@jogcloud.com/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: /^What provisioning last said/ }).press('Enter');
  await page.getByRole('option', { name: 'In quarantine' }).click();
  await page.getByRole('button', { name: 'Judge' }).press('Enter');
  await page
    .getByText(/Provisioning says: quarantined/)
    .first()
    .waitFor();
  await tab('Findings');
  await page.getByRole('heading', { name: /Every permission set is assigned/ }).waitFor();
  await page.getByRole('table', { name: 'Quotas' }).getByText('of 3,500').waitFor();
});

it('saves what was read where the person says', async () => {
  const { page } = open;
  const path = join(folder, 'access.csv');
  await open.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = (() =>
      Promise.resolve({ canceled: false, filePath: chosen })) as typeof dialog.showSaveDialog;
  }, path);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'CSV…' }).click();
  await page.getByText(`Saved in ${path}.`).waitFor();
  expect(readFileSync(path, 'utf8').split('\n')[0]).toMatch(/^.?accountId,accountName/);
  expect(readdirSync(folder)).toEqual(['access.csv']);
});

it('said nothing on the console', () => {
  expect(open.messages).toEqual([]);
});
