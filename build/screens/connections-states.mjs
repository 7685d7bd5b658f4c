// @ts-check

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('./states.mjs').State} State
 *
 * @typedef {object} Walks
 * @property {(page: Page, id: string) => Promise<void>} goTo
 * @property {(page: Page, name: RegExp) => Promise<void>} openTab
 * @property {(page: Page, tab: RegExp) => Promise<void>} lab
 * @property {(page: Page) => Promise<void>} stopLab
 */

/**
 * Goes back to the Lab's workspace, with nothing that expires: removing one would ask in a dialog of the system's.
 *
 * @param {Page} page
 */
async function leaveWorkspace(page) {
  await page.evaluate(async () => {
    /** @param {string} channel @param {object} input */
    const call = (channel, input) => window.workbench.call(channel, input, undefined);
    const answer = await call('connections.list', {});
    const { workspaces } =
      /** @type {{ workspaces: { id: string, identities: Record<string, string>[] }[] }} */ (
        answer.ok ? answer.value : { workspaces: [] }
      );
    for (const { id, identities } of workspaces) {
      for (const identity of identities) {
        if (identity.secretExpires?.startsWith('2020') !== true) continue;
        const changed = { ...identity, secretExpires: '2099-01-01T00:00:00Z' };
        await call('connections.saveIdentity', { workspaceId: id, identity: changed, secrets: {} });
      }
    }
    await call('connections.activate', { workspaceId: 'lab' });
  });
}

/** @param {Page} page @param {string} name */
async function addIdentity(page, name) {
  await page.getByRole('button', { name: 'Add identity' }).click();
  await page.getByRole('menuitem', { name }).click();
  await page.getByRole('heading', { name: `Add: ${name}` }).waitFor();
  await page.mouse.move(0, 0);
}

/**
 * Connections, and what Home shows of them.
 *
 * @param {Walks} walks
 * @returns {readonly State[]}
 */
export function connectionsStates({ goTo, openTab, lab, stopLab }) {
  /** @param {Page} page */
  const workspace = async (page) => {
    await goTo(page, 'connections');
    await page.getByRole('button', { name: 'New workspace' }).click();
    await page.getByLabel('Name of the new workspace').fill('Contoso');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('Nobody yet').waitFor();
    await page.mouse.move(0, 0);
  };
  return [
    {
      name: 'connections-lab-off',
      title: 'Connections, the Lab not running',
      show: async (page) => {
        await goTo(page, 'connections');
        await page.getByText('The Lab is not running').waitFor();
      },
    },
    {
      name: 'connections-lab',
      title: 'Connections, filled from the running Lab, one identity tried',
      show: async (page) => {
        await lab(page, /Requests/);
        await goTo(page, 'connections');
        await page.getByRole('button', { name: 'Try it: Administrator' }).click();
        await page.getByText('from the management account').waitFor();
      },
      leave: async (page) => {
        await goTo(page, 'lab');
        await stopLab(page);
      },
    },
    { name: 'connections-empty', title: 'A new workspace', show: workspace, leave: leaveWorkspace },
    {
      name: 'connections-problems',
      title: 'An identity, with what is wrong at each field',
      show: async (page) => {
        await workspace(page);
        await addIdentity(page, 'An application with a secret');
        await page.getByLabel('Tenant').fill('contoso.com');
        await page.getByLabel('Application (client) id').fill('not an id');
        await page.getByRole('button', { name: 'Save' }).click();
        await page.getByText('This is not an application (client) id.').waitFor();
      },
      leave: leaveWorkspace,
    },
    {
      name: 'connections-clouds',
      title: 'The clouds of a workspace',
      show: async (page) => {
        await workspace(page);
        await openTab(page, /^Clouds/);
        await page.getByLabel('Tenant').fill('contoso.com');
      },
      leave: leaveWorkspace,
    },
    {
      name: 'connections-network',
      title: 'A proxy of its own',
      show: async (page) => {
        await workspace(page);
        await openTab(page, /^Network/);
        await page.getByLabel('Through this proxy').click();
      },
      leave: leaveWorkspace,
    },
    {
      name: 'connections-set-up',
      title: 'Setting up an application',
      show: async (page) => {
        await workspace(page);
        await openTab(page, /^Clouds/);
        await page.getByLabel('Tenant').fill('contoso.com');
        await page.getByRole('button', { name: 'Save' }).click();
        await page.getByText('Saved').waitFor();
        await openTab(page, /^Identities/);
        await page.getByRole('button', { name: 'Set up an application…' }).click();
        await page.getByRole('button', { name: 'Show the plan' }).click();
        await page.getByText('These requests will be sent').waitFor();
      },
      leave: leaveWorkspace,
    },
    {
      name: 'home-expiring',
      title: 'Home, with a secret that has expired',
      show: async (page) => {
        await workspace(page);
        await addIdentity(page, 'An application with a secret');
        await page.getByLabel('Tenant').fill('contoso.com');
        await page.getByLabel('Application (client) id').fill('11111111-2222-4333-8444-555555555555');
        await page.getByLabel('Expires').fill('2020-01-01');
        await page.getByLabel('Client secret').fill('secret');
        await page.getByRole('button', { name: 'Save' }).click();
        await page.getByRole('button', { name: /^Try it/ }).waitFor();
        await goTo(page, 'home');
        await page.getByText('Something has expired').waitFor();
      },
      leave: leaveWorkspace,
    },
  ];
}
