// @ts-check

import { lab, stopLab } from './lab-states.mjs';
import { goTo, openTab } from './steps.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 *
 * @typedef {import('./states.mjs').State} State
 */

/**
 * Shows what the Lab's organization gives access to, on one of the tabs; it is read once.
 *
 * @param {Page} page
 * @param {RegExp} tab
 */
async function access(page, tab) {
  await lab(page, /Addresses/);
  await goTo(page, 'access');
  const read = page.getByRole('button', { name: /^Read (the organization|again)$/ });
  await read.waitFor();
  const figures = page.getByText(/Read .* with [\d,]+ calls/);
  if (!(await figures.isVisible())) {
    await read.click();
    await figures.waitFor({ timeout: 60_000 });
  }
  await openTab(page, tab);
}

/**
 * Everything Access can look like, with the Lab’s own organization.
 *
 * @type {readonly State[]}
 */
export const ACCESS_STATES = [
  {
    name: 'access-nobody',
    title: 'Access, nobody to ask as',
    show: async (page) => {
      await goTo(page, 'access');
      await page.getByRole('heading', { name: 'The Lab is not running' }).waitFor();
    },
  },
  {
    name: 'access-assignments',
    title: 'Who has access',
    show: (page) => access(page, /Assignments/),
  },
  {
    name: 'access-details',
    title: 'Why somebody has access',
    show: async (page) => {
      await access(page, /Assignments/);
      await page
        .getByRole('table', { name: 'Assignments' })
        .getByRole('button', { name: /System Operators/ })
        .first()
        .click();
      await page
        .getByRole('list', { name: /reaches/ })
        .getByRole('listitem')
        .first()
        .waitFor();
    },
    leave: (page) => page.getByRole('button', { name: 'Close the details' }).click(),
  },
  {
    name: 'access-by-account',
    title: 'Access by account',
    show: async (page) => {
      await access(page, /Assignments/);
      await page.getByText('By account').click();
      await page.getByRole('table', { name: 'By account' }).waitFor();
    },
    leave: (page) => page.getByText('Each assignment').click(),
  },
  {
    name: 'access-matrix',
    title: 'Accounts by permission sets',
    show: async (page) => {
      await access(page, /Assignments/);
      await page.getByText('Matrix', { exact: true }).click();
      await page
        .getByRole('grid', { name: 'Accounts by permission sets' })
        .getByRole('rowheader')
        .first()
        .waitFor();
    },
    leave: (page) => page.getByText('Each assignment').click(),
  },
  {
    name: 'access-view-name',
    title: 'A view gets a name',
    show: async (page) => {
      await access(page, /Assignments/);
      await page.getByRole('button', { name: 'View', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Save as…' }).click();
      await page.getByRole('dialog', { name: 'Save this view' }).waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'access-findings',
    title: 'What is odd about access',
    show: (page) => access(page, /Findings/),
  },
  {
    name: 'access-set',
    title: 'A permission set',
    show: async (page) => {
      await access(page, /Permission sets/);
      await page.getByRole('button', { name: 'SystemsAdmin' }).click();
      await page.getByRole('textbox', { name: 'Inline policy' }).waitFor();
    },
    leave: (page) => page.getByRole('button', { name: 'All permission sets' }).click(),
  },
  {
    name: 'access-applications',
    title: 'Applications and trusted token issuers',
    show: async (page) => {
      await access(page, /Applications/);
      await page.getByRole('table', { name: 'Applications' }).getByRole('cell').first().waitFor();
    },
  },
  {
    name: 'access-application',
    title: 'One application',
    show: async (page) => {
      await access(page, /Applications/);
      await page.getByRole('button', { name: 'Orders Analytics' }).click();
      await page.getByRole('list', { name: 'Who may use it' }).getByRole('listitem').first().waitFor();
    },
    leave: (page) => page.getByRole('button', { name: 'Close the details' }).click(),
  },
  {
    name: 'access-attributes-off',
    title: 'No attributes for access control',
    show: async (page) => {
      await access(page, /Attributes/);
      await page.getByRole('heading', { name: 'Attributes for access control are off' }).waitFor();
    },
  },
  {
    name: 'access-attributes',
    title: 'Attributes for access control, with a plan',
    show: async (page) => {
      await access(page, /Attributes/);
      await page.getByRole('button', { name: 'Set them up' }).click();
      await page.getByLabel('Key of attribute 1').fill('Department');
      await page.getByLabel('Source of attribute 1').fill(`\${path:enterprise.department}`);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Plan this change' }).click();
      await page.getByRole('heading', { name: /changes, in one call/ }).waitFor();
    },
  },
  {
    name: 'access-plan',
    title: 'A plan from a desired state',
    show: async (page) => {
      await access(page, /Desired state/);
      const editor = page.getByRole('textbox', { name: 'Desired state' });
      await editor.click();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(
        'version: 1\nassignments:\n  - {permissionSet: SystemsAdmin, groups: [System Operators], accounts: ["*"], absent: true}\n',
      );
      await page.getByRole('button', { name: 'Plan', exact: true }).click();
      await page.getByRole('heading', { name: /^\d+ changes$/ }).waitFor();
    },
    leave: (page) => page.getByRole('button', { name: 'Empty it' }).click(),
  },
  {
    name: 'access-sign-in',
    title: 'Will they get in?',
    show: async (page) => {
      await access(page, /^Sign-in/);
      await page.getByLabel('User name in AWS').fill('homer.simpson@jogcloud.com');
      await page.getByRole('button', { name: /Ask Entra as/ }).click();
      await page.getByRole('option', { name: /Lab Administration/ }).click();
      await page.getByRole('button', { name: 'Look it up in Entra' }).click();
      await page
        .getByRole('region', { name: 'Verdict' })
        .getByText(/will get in/)
        .waitFor();
    },
    leave: async (page) => {
      await goTo(page, 'lab');
      await stopLab(page);
    },
  },
];
