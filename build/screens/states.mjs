// @ts-check
import { ACCESS_STATES } from './access-states.mjs';
import { connectionsStates } from './connections-states.mjs';
import { CERTIFICATE, MANY, NEVER_SEEN, NOT_A_TOKEN, SAML_RESPONSE } from './inputs.mjs';
import { LAB_STATES, lab, stopLab } from './lab-states.mjs';
import { goTo, openTab } from './steps.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 *
 * @typedef {object} State one thing the window can look like
 * @property {string} name file name without its end
 * @property {string} title
 * @property {(page: Page) => Promise<unknown>} show brings a window with an empty inspector to this state
 * @property {(page: Page) => Promise<unknown>} [leave] what must be undone besides emptying the inspector
 */

/** @param {Page} page @param {string} title */
async function sample(page, title) {
  await goTo(page, 'inspector');
  await page.locator('.wb-samples').getByRole('button', { name: title }).click();
  await page.locator('.wb-verdict[data-busy="false"]').waitFor();
}

/** @param {Page} page @param {string} text */
async function typed(page, text) {
  await goTo(page, 'inspector');
  await page.locator('#inspector-input').fill(text);
}

/** @param {Page} page */
const pressEscape = (page) => page.keyboard.press('Escape');

/** @type {readonly State[]} */
export const STATES = [
  { name: 'home', title: 'Home', show: (page) => goTo(page, 'home') },
  {
    name: 'home-recent',
    title: 'Home with recent work',
    show: async (page) => {
      await sample(page, 'Expired token');
      await goTo(page, 'home');
    },
  },
  { name: 'inspector-empty', title: 'Inspector, nothing yet', show: (page) => goTo(page, 'inspector') },
  { name: 'inspector-valid', title: 'A valid token', show: (page) => sample(page, 'Valid user token') },
  { name: 'inspector-expired', title: 'An expired token', show: (page) => sample(page, 'Expired token') },
  { name: 'inspector-unsigned', title: 'An unsigned token', show: (page) => sample(page, 'Unsigned token') },
  {
    name: 'inspector-all-checks',
    title: 'All checks of a token signed by another key',
    show: async (page) => {
      await sample(page, 'Signed by another key');
      await page.getByRole('button', { name: /^All/ }).click();
    },
  },
  {
    name: 'inspector-several',
    title: 'Several messages at once',
    show: async (page) => {
      const texts = [];
      for (const title of ['Valid user token', 'Unsigned token', 'Guest of another tenant']) {
        await page.keyboard.press('Control+n');
        await page.locator('.wb-samples').waitFor();
        await sample(page, title);
        texts.push(await page.locator('#inspector-input').inputValue());
      }
      await typed(page, texts.join('\n\n'));
      await page.getByRole('option').nth(2).waitFor();
    },
  },
  {
    name: 'inspector-claims',
    title: 'Claims of a guest',
    show: async (page) => {
      await sample(page, 'Guest of another tenant');
      await openTab(page, /^Claims/);
    },
  },
  {
    name: 'inspector-decoded',
    title: 'The decoded payload, with what is signed',
    show: async (page) => {
      await sample(page, 'Valid user token');
      await openTab(page, /^Decoded/);
      await page.locator('.cm-content').waitFor();
      await page.getByRole('button', { name: 'Payload' }).click();
    },
  },
  {
    name: 'inspector-saml',
    title: 'A SAML response that nobody signed',
    show: async (page) => {
      await typed(page, SAML_RESPONSE);
      // Until the new answer is there, the one before stands dimmed.
      await page.locator('.wb-verdict[data-busy="false"]').filter({ hasText: 'SAML response' }).waitFor();
      await openTab(page, /^Decoded/);
      await page.locator('.cm-content').waitFor();
    },
  },
  {
    name: 'inspector-signatures',
    title: 'The signatures',
    show: async (page) => {
      await sample(page, 'Valid user token');
      await openTab(page, /^Signatures/);
    },
  },
  {
    name: 'inspector-save-evidence',
    title: 'Saving evidence without redaction',
    show: async (page) => {
      await sample(page, 'Valid user token');
      await page.getByRole('button', { name: 'Save evidence…' }).click();
      await page.getByRole('checkbox', { name: 'Redact' }).uncheck();
      await page.getByText('The file will hold the messages as they are').waitFor();
    },
    leave: pressEscape,
  },
  {
    name: 'inspector-compare',
    title: 'Two tokens compared',
    show: async (page) => {
      await sample(page, 'Guest of another tenant');
      const guest = await page.locator('#inspector-input').inputValue();
      await page.keyboard.press('Control+n');
      await page.locator('.wb-samples').waitFor();
      await sample(page, 'Valid user token');
      await page.getByRole('button', { name: 'Compare…' }).click();
      await page.getByRole('textbox', { name: 'The second message' }).fill(guest);
      await page.getByText(/^Changed \(/).waitFor();
    },
  },
  {
    name: 'inspector-list',
    title: 'Many messages, narrowed down',
    show: async (page) => {
      await typed(page, MANY);
      await page.getByRole('searchbox', { name: /Find a message/ }).waitFor();
      await page.locator('.wb-verdict[data-busy="false"]').waitFor();
      await page.getByRole('searchbox', { name: /Find a message/ }).fill('orders');
    },
  },
  {
    name: 'inspector-list-none',
    title: 'No message matches',
    show: async (page) => {
      await typed(page, MANY);
      await page.getByRole('searchbox', { name: /Find a message/ }).fill('nobody at all');
      await page.getByText('No message matches').waitFor();
    },
  },
  {
    name: 'inspector-certificates',
    title: 'The certificates of a message, and of the key that is trusted',
    show: async (page) => {
      await sample(page, 'Why did sign-in stop working overnight?');
      await openTab(page, /^Certificates/);
      await page.locator('.wb-inspector-out .wb-certificate').waitFor();
      await page
        .locator('.wb-key-certificates')
        .getByText(/^Expired/)
        .waitFor();
    },
  },
  {
    name: 'inspector-support',
    title: 'A guest whom AWS refuses',
    show: async (page) => {
      await sample(page, 'Why does AWS refuse our guest?');
      await page.locator('.wb-key-certificates').waitFor();
    },
  },
  {
    name: 'inspector-warning',
    title: 'No proof of multifactor authentication',
    show: async (page) => {
      await sample(page, 'Why is everybody asked for MFA a second time?');
      await page.locator('.wb-key-certificates').waitFor();
    },
  },
  {
    name: 'inspector-curl',
    title: 'A request copied as curl',
    show: async (page) => {
      await sample(page, 'Valid user token');
      await page.getByRole('button', { name: 'Copy as curl' }).click();
      await page.getByRole('menuitem', { name: /bash/ }).click();
      await page.getByText(/^Copied/).waitFor();
    },
  },
  {
    name: 'inspector-history',
    title: 'History before it is turned on',
    show: async (page) => {
      await goTo(page, 'inspector');
      await page.getByRole('button', { name: 'History…' }).click();
      await page.getByText(/Nothing you inspect is kept|No history can be kept/).waitFor();
    },
    leave: pressEscape,
  },
  {
    name: 'clipboard-offer',
    title: 'A token in the clipboard',
    show: async (page) => {
      await goTo(page, 'home');
      await page.evaluate(
        (text) => navigator.clipboard.writeText(text),
        `${NEVER_SEEN}${Math.random()}`.replace('0.', ''),
      );
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await page.getByText(/^The clipboard holds a token/).waitFor();
    },
    leave: async (page) => {
      await page.evaluate(() => navigator.clipboard.writeText('nothing'));
      await page.getByRole('button', { name: 'Dismiss' }).click();
    },
  },
  {
    name: 'inspector-fetch-key',
    title: 'An address that is not fetched',
    show: async (page) => {
      await goTo(page, 'inspector');
      await page.getByRole('button', { name: 'Fetch from the issuer…' }).click();
      await page.locator('#fetch-key-address').fill('http://idp.example/metadata.xml');
      await page.getByRole('button', { name: 'Fetch from idp.example' }).click();
      await page.getByText('only https is fetched').waitFor();
    },
    leave: (page) => page.getByRole('button', { name: 'Fetch from the issuer…' }).click(),
  },
  {
    name: 'inspector-error',
    title: 'Something that is no token',
    show: async (page) => {
      await typed(page, NOT_A_TOKEN);
      await page.getByText('ERR_').waitFor();
    },
  },
  {
    name: 'inspector-key',
    title: 'A key in the wrong field',
    show: async (page) => {
      await typed(page, CERTIFICATE);
      await page.getByRole('button', { name: 'Trust this key' }).waitFor();
    },
  },
  ...LAB_STATES,
  {
    name: 'settings',
    title: 'Settings',
    show: async (page) => {
      await goTo(page, 'settings');
      await page.getByText('Data folder').waitFor();
    },
  },
  {
    name: 'settings-erase',
    title: 'What would be erased',
    show: async (page) => {
      await goTo(page, 'settings');
      await page.getByRole('button', { name: 'Erase local data' }).click();
      await page.getByText(/will be erased|nothing to erase/).waitFor();
    },
    leave: (page) => page.getByRole('button', { name: /Keep everything|Close/ }).click(),
  },
  ...connectionsStates({ goTo, openTab, lab, stopLab }),
  ...ACCESS_STATES,
  {
    name: 'self-test',
    title: 'The self-test',
    show: async (page) => {
      await goTo(page, 'self-test');
      await page.getByText(/attacks were refused/).waitFor();
    },
  },
  {
    name: 'self-test-filtered',
    title: 'One kind of attack',
    show: async (page) => {
      await goTo(page, 'self-test');
      await page.getByRole('button', { name: /^Signature wrapping/ }).click();
      await page.getByRole('searchbox', { name: /Find an attack/ }).fill('CVE-2025-47949');
    },
  },
  {
    name: 'about',
    title: 'About and keyboard',
    show: async (page) => {
      await goTo(page, 'about');
      await page.getByText('Chromium').waitFor();
    },
  },
  {
    name: 'palette',
    title: 'Command palette',
    show: async (page) => {
      await goTo(page, 'home');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('theme');
      await page.getByRole('option').first().waitFor();
    },
    leave: pressEscape,
  },
  {
    name: 'shortcuts',
    title: 'Keyboard shortcuts',
    show: async (page) => {
      await goTo(page, 'settings');
      await page.keyboard.press('Control+/');
      await page.getByRole('dialog').waitFor();
    },
    leave: pressEscape,
  },
  {
    name: 'activity',
    title: 'Activity',
    show: async (page) => {
      await sample(page, 'Valid user token');
      await page.keyboard.press('Control+j');
      await page.locator('.wb-activity').waitFor();
    },
    leave: pressEscape,
  },
];

/**
 * Empties the inspector and shows a state, settled: fonts there, nothing moving.
 *
 * @param {Page} page
 * @param {State} state
 */
export async function showState(page, state) {
  await page.keyboard.press('Control+n');
  await page.locator('.wb-samples').waitFor();
  await state.show(page);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}
