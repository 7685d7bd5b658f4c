// @ts-check

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('./states.mjs').State} State
 *
 * @typedef {object} Steps what other states do too
 * @property {(page: Page, id: string) => Promise<unknown>} goTo
 * @property {(page: Page, name: RegExp) => Promise<unknown>} openTab
 * @property {(page: Page, tab: RegExp) => Promise<unknown>} lab
 * @property {(page: Page) => Promise<unknown>} stopLab
 */

/**
 * Shows what the Lab's organization gives access to, on one of the tabs; it is read once.
 *
 * @param {Steps} steps
 * @param {Page} page
 * @param {RegExp} tab
 */
async function access(steps, page, tab) {
  await liveInLab(steps, page);
  await steps.goTo(page, 'access');
  const read = page.getByRole('button', { name: /^Read (the organization|again)$/ });
  await read.waitFor();
  const figures = page.getByText(/Read .* with [\d,]+ calls/);
  if (!(await figures.isVisible())) {
    await read.click();
    await figures.waitFor({ timeout: 60_000 });
  }
  await steps.openTab(page, tab);
}

/**
 * Makes a workspace of the running Lab the live one.
 *
 * @param {Steps} steps
 * @param {Page} page
 */
async function liveInLab(steps, page) {
  await steps.lab(page, /Addresses/);
  await page.evaluate(async () => {
    const bridge = /** @type {any} */ (window).workbench;
    /** @param {string} channel @param {object} input */
    const ask = async (channel, input) => {
      const answer = await bridge.call(channel, input, undefined);
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value;
    };
    const { workspaces } = await ask('connections.list', {});
    const { ready } = await ask('lab.status', {});
    const endpoint = ready.endpoints.aws;
    const known = workspaces.find((/** @type {any} */ { aws }) => aws?.endpoint === endpoint);
    if (known !== undefined) return ask('connections.activate', { workspaceId: known.id });
    const { workspaceId } = await ask('connections.create', { name: 'Jogcloud' });
    const workspace = {
      id: workspaceId,
      name: 'Jogcloud',
      writable: true,
      aws: { region: ready.aws.region, endpoint },
      openai: [],
      network: { proxy: 'none', extraCa: [], timeout: 30 },
    };
    await ask('connections.save', { workspace, secrets: {} });
    const { accessKeyId, secretAccessKey } = ready.aws;
    const identity = { id: 'administrator', name: 'Administrator', kind: 'aws-access-key', accessKeyId };
    await ask('connections.saveIdentity', { workspaceId, identity, secrets: { secretAccessKey } });
    return ask('connections.activate', { workspaceId });
  });
}

/** @param {Page} page */
async function leaveAccess(page) {
  await page.evaluate(() =>
    /** @type {any} */ (window).workbench.call('connections.activate', { workspaceId: 'lab' }, undefined),
  );
}

/**
 * Everything Access can look like, with the Lab’s own organization.
 *
 * @param {Steps} steps
 * @returns {State[]}
 */
export const accessStates = (steps) => [
  { name: 'access-nobody', title: 'Access, nobody to ask as', show: (page) => steps.goTo(page, 'access') },
  {
    name: 'access-assignments',
    title: 'Who has access',
    show: (page) => access(steps, page, /Assignments/),
  },
  {
    name: 'access-details',
    title: 'Why somebody has access',
    show: async (page) => {
      await access(steps, page, /Assignments/);
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
      await access(steps, page, /Assignments/);
      await page.getByText('By account').click();
      await page.getByRole('table', { name: 'By account' }).waitFor();
    },
    leave: (page) => page.getByText('Each assignment').click(),
  },
  {
    name: 'access-findings',
    title: 'What is odd about access',
    show: (page) => access(steps, page, /Findings/),
  },
  {
    name: 'access-set',
    title: 'A permission set',
    show: async (page) => {
      await access(steps, page, /Permission sets/);
      await page.getByRole('button', { name: 'SystemsAdmin' }).click();
      await page.getByRole('textbox', { name: 'Inline policy' }).waitFor();
    },
    leave: (page) => page.getByRole('button', { name: 'All permission sets' }).click(),
  },
  {
    name: 'access-plan',
    title: 'A plan from a desired state',
    show: async (page) => {
      await access(steps, page, /Desired state/);
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
      await access(steps, page, /Will they get in/);
      await page.getByLabel('User name in AWS').fill('homer.simpson@jogcloud.com');
      await page.getByRole('button', { name: 'Judge' }).click();
      await page.getByRole('region', { name: 'Verdict' }).waitFor();
    },
    leave: async (page) => {
      await leaveAccess(page);
      await steps.goTo(page, 'lab');
      await steps.stopLab(page);
    },
  },
];
