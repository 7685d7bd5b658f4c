// @ts-check

import { goTo, openTab } from './steps.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 *
 * @typedef {import('./states.mjs').State} State
 */

/**
 * Shows the Lab, running on free ports, on one of its tabs.
 *
 * @param {Page} page
 * @param {RegExp} tab
 */
export async function lab(page, tab) {
  await goTo(page, 'lab');
  const start = page.getByRole('button', { name: 'Start the Lab' });
  const running = page.getByText('Running', { exact: true });
  await start.or(running).first().waitFor();
  if (await start.isVisible()) {
    await page.getByRole('button', { name: 'Options' }).click();
    await page.getByLabel('First https port').fill('0');
    await page.getByLabel('http port', { exact: true }).fill('0');
    await start.click();
    await running.waitFor();
  }
  await openTab(page, tab);
}

/**
 * Asks the Lab what clients ask, so that there is something to see.
 *
 * @param {Page} page
 */
async function askTheLab(page) {
  await lab(page, /^Addresses/);
  const aws = await page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/aws$/).innerText();
  const base = aws.trim().replace(/\/aws$/, '');
  const resource = encodeURIComponent('https://graph.microsoft.com');
  await fetch(`${base}/console/singlesignon/home`);
  await fetch(
    `${base}/managed-identity/imds/metadata/identity/oauth2/token?api-version=1&resource=${resource}`,
    {
      headers: { metadata: 'true' },
    },
  );
  await fetch(`${base}/aws`, {
    method: 'POST',
    headers: { 'x-amz-target': 'SWBExternalService.ListInstances' },
    body: '{}',
  });
  await fetch(`${base}/portal/start`, { redirect: 'manual' });
}

/** @param {Page} page */
export async function stopLab(page) {
  await page.getByRole('button', { name: 'Stop the Lab' }).click();
  await page.getByRole('button', { name: 'Start the Lab' }).waitFor();
}

/** @type {readonly State[]} */
export const LAB_STATES = [
  {
    name: 'lab-off',
    title: 'The Lab before its start',
    show: async (page) => {
      await goTo(page, 'lab');
      await page.getByRole('button', { name: 'Start the Lab' }).waitFor();
    },
  },
  {
    name: 'lab-options',
    title: 'The options of the Lab',
    show: async (page) => {
      await goTo(page, 'lab');
      await page.getByRole('button', { name: 'Options' }).click();
      await page.getByLabel('Random seed').fill('none');
      await page.getByText('A whole number from 0').waitFor();
    },
  },
  { name: 'lab-addresses', title: 'The addresses of the Lab', show: (page) => lab(page, /^Addresses/) },
  {
    name: 'lab-requests',
    title: 'Requests to the Lab',
    show: async (page) => {
      await askTheLab(page);
      await openTab(page, /^Requests/);
      await page.getByText('ListInstances').first().waitFor();
    },
  },
  {
    name: 'lab-people',
    title: 'People of the Lab',
    show: async (page) => {
      await lab(page, /^People/);
      await page.getByText('bart.simpson@jogcloud.com').waitFor();
    },
  },
  {
    name: 'lab-faults',
    title: 'Faults of the Lab',
    show: async (page) => {
      await lab(page, /^Faults/);
      await page.getByRole('button', { name: 'A bad network' }).click();
      await page.getByRole('tab', { name: 'Faults (3)' }).waitFor();
    },
  },
  {
    name: 'lab-time',
    title: 'Time and limits of the Lab',
    show: async (page) => {
      await lab(page, /^Time/);
      await page.getByText('Time of the Lab').waitFor();
    },
    leave: stopLab,
  },
];
