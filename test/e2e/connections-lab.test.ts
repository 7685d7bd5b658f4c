import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';

const LISA = { name: 'lisa.simpson@jogcloud.onmicrosoft.com', password: 'Saxophone-8' };

let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
  await open.resize(1024, 700);
});
afterAll(() => open.close());

const goTo = (id: string) =>
  open.page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${id}`);

/** The sign-in window that opens by what is done. */
async function signInWindow(act: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([open.app.waitForEvent('window'), act()]);
  page.setDefaultTimeout(20_000);
  return page;
}

async function signIn(page: Page): Promise<void> {
  await page.locator('input[name="loginfmt"]').fill(LISA.name);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.locator('input[name="passwd"]').fill(LISA.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const code = page.locator('#lab-phone');
  const stay = page.getByRole('button', { name: 'No', exact: true });
  await code.or(stay).first().waitFor();
  if (await code.isVisible()) {
    await page.locator('input[name="otc"]').fill((await code.textContent()) ?? '');
    await page.locator('form button[type="submit"], form button').first().click();
  }
  await stay.click();
}

/** As a keyboard does it: what the driver sends to the page does not pass the window. */
const pressEscape = () =>
  open.app.evaluate(({ BrowserWindow }) => {
    for (const one of BrowserWindow.getAllWindows())
      if (one.getParentWindow() !== null)
        one.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'Escape' });
  });

const card = (name: string) => open.page.getByRole('listitem').filter({ hasText: name });
const tryIt = (name: string) =>
  open.page.getByRole('button', { name: `Try it: ${name}`, exact: true }).click();
const outcome = (name: string) => open.page.getByRole('status', { name: `Trying ${name}` });
const closeReport = (name: string) => outcome(name).getByRole('button', { name: 'Close' }).click();

it('says that the Lab does not run, and fills itself once it does', async () => {
  const { page } = open;
  await goTo('connections');
  await page.getByText('The Lab is not running').waitFor();
  await page.getByRole('button', { name: 'Go to the Lab' }).click();
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByLabel('First https port').fill('0');
  await page.getByLabel('http port', { exact: true }).fill('0');
  await page.getByRole('button', { name: 'Start the Lab' }).click();
  await page.getByText('Running', { exact: true }).waitFor();
  await goTo('connections');
  await page.getByRole('tab', { name: /Identities \([1-9]/ }).waitFor();
  await page.getByText('These come from the running Lab').waitFor();
  await page.getByRole('link', { name: /Lab.*can write/ }).waitFor();
});

it('signs in as an application and with an access key', async () => {
  await tryIt('Lab Console');
  await outcome('Lab Console').getByText('Signed in as').waitFor();
  await outcome('Lab Console').getByText('Application permissions: User.Read.All').waitFor();
  await closeReport('Lab Console');
  await tryIt('Administrator');
  await outcome('Administrator').getByText('from the management account').waitFor();
  await closeReport('Administrator');
});

it('shows a device code where Access looks somebody up with it, and gives that up', async () => {
  const { page } = open;
  await goTo('access');
  await page.getByRole('button', { name: 'Read the organization' }).click();
  await page.getByText(/Read .* with [\d,]+ calls/).waitFor();
  await page.getByRole('tab', { name: 'Sign-in' }).click();
  await page.getByLabel('User name in AWS').fill('homer.simpson@jogcloud.com');
  await page.getByRole('button', { name: /Ask Entra as/ }).click();
  await page.getByRole('option', { name: /Lab Command Line with a device code/ }).click();
  const lookUp = page.getByRole('button', { name: 'Look it up in Entra' });
  await signInWindow(() => lookUp.click());
  await page.getByText('Enter this code').waitFor();
  // Another name is another question: nothing of the first may be told of it.
  await page.getByLabel('User name in AWS').fill('bart.simpson@jogcloud.com');
  await page.getByText('Enter this code').waitFor({ state: 'hidden' });
  await expect.poll(() => open.app.windows().length).toBe(1);
  await signInWindow(() => lookUp.click());
  await page.getByText('Enter this code').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Enter this code').waitFor({ state: 'hidden' });
  await expect.poll(() => open.app.windows().length).toBe(1);
  expect(await page.getByRole('region', { name: 'Verdict' }).count()).toBe(0);
  await goTo('connections');
});

describe('the sign-in window', () => {
  const person = 'Person, by Lab Command Line';

  it('signs a person in, closes by itself, and shows what they may do', async () => {
    const window = await signInWindow(() => tryIt(person));
    await signIn(window);
    await outcome(person).getByText(`Signed in as ${LISA.name}`).waitFor();
    await expect.poll(() => open.app.windows().length).toBe(1);
    await outcome(person).getByText('The token, decoded').click();
    await outcome(person).getByText('upn').first().waitFor();
    expect(await open.page.content()).not.toMatch(/eyJ[\w-]{20,}\.[\w-]{20,}\./);
    await closeReport(person);
    await tryIt(person);
    await outcome(person).getByText('from the cache').waitFor();
    await closeReport(person);
  });

  it('gives the sign-in up at once when it is closed', async () => {
    const other = 'Person, by Unconsented Client';
    const window = await signInWindow(() => tryIt(other));
    await window.locator('input[name="loginfmt"]').waitFor();
    await open.app.evaluate(({ BrowserWindow }) => {
      for (const one of BrowserWindow.getAllWindows()) if (one.getParentWindow() !== null) one.close();
    });
    await outcome(other).getByText('The sign-in was given up').waitFor({ timeout: 3_000 });
    await closeReport(other);
  });

  it('asks again who it is: no cookie of another sign-in is there, and none of the window itself', async () => {
    const other = 'Person, by Unconsented Client';
    const window = await signInWindow(() => tryIt(other));
    await window.locator('input[name="loginfmt"]').waitFor();
    await window.evaluate(() => cookieStore.set('planted', '1'));
    expect(await window.evaluate(() => document.cookie)).toContain('planted');
    const facts = await open.app.evaluate(({ BrowserWindow, session }) => {
      const one = BrowserWindow.getAllWindows().find((candidate) => candidate.getParentWindow() !== null);
      const own = one?.webContents.session;
      return {
        own: own !== undefined && own !== session.defaultSession,
        persistent: own?.isPersistent(),
        storage: own?.getStoragePath(),
        preload: own?.getPreloads?.() ?? [],
      };
    });
    expect(facts).toEqual({ own: true, persistent: false, storage: null, preload: [] });
    expect(await window.evaluate(() => 'workbench' in globalThis || 'require' in globalThis)).toBe(false);
    await pressEscape();
    await outcome(other).getByText('given up').waitFor();
    const again = await signInWindow(() => outcome(other).getByRole('button', { name: 'Try again' }).click());
    await again.locator('input[name="loginfmt"]').waitFor();
    expect(await again.evaluate(() => document.cookie)).not.toContain('planted');
    await pressEscape();
    await outcome(other).getByText('given up').waitFor();
    await closeReport(other);
  });

  it('leads nowhere else, loads nothing, opens nothing, and is gone after a crash', async () => {
    const other = 'Person, by Unconsented Client';
    const window = await signInWindow(() => tryIt(other));
    await window.locator('input[name="loginfmt"]').waitFor();
    const before = window.url();
    await window.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await window.evaluate(() => void globalThis.open('https://example.com/'));
    const fetched = await window.evaluate(() =>
      fetch('https://example.com/', { mode: 'no-cors' }).then(
        () => 'loaded',
        () => 'refused',
      ),
    );
    expect([fetched, window.url(), open.app.windows().length]).toEqual(['refused', before, 2]);
    await open.app.evaluate(({ BrowserWindow }) => {
      for (const one of BrowserWindow.getAllWindows())
        if (one.getParentWindow() !== null) one.webContents.forcefullyCrashRenderer();
    });
    await outcome(other).getByText('stopped working').waitFor();
    await expect.poll(() => open.app.windows().length).toBe(1);
    await closeReport(other);
  });

  it('reaches the Lab under real names, with the Lab’s own certificate', async () => {
    const window = await signInWindow(() => tryIt('Person, by Unconsented Client'));
    await window.locator('input[name="loginfmt"]').waitFor();
    await window.evaluate(() => {
      location.href = 'https://myapps.microsoft.com/';
    });
    await window.waitForURL(/login\.microsoftonline\.com/);
    await window.locator('input[name="loginfmt"]').waitFor();
    await pressEscape();
    await closeReport('Person, by Unconsented Client');
  });

  it('shows where a device code is entered', async () => {
    const device = 'Person, by Lab Command Line with a device code';
    const window = await signInWindow(() => tryIt(device));
    const code = await outcome(device).locator('.wb-mono').first().innerText();
    await window.locator('input[name="otc"]').fill(code.trim());
    await window.locator('form button').first().click();
    await signIn(window);
    await window.getByRole('button', { name: 'Continue' }).click();
    await outcome(device).getByText(`Signed in as ${LISA.name}`).waitFor({ timeout: 20_000 });
    await expect.poll(() => open.app.windows().length).toBe(1);
    await closeReport(device);
  });
});

it('goes from no registration to a token on the set-up page', async () => {
  const { page } = open;
  await open.app.evaluate(({ dialog }) => {
    dialog.showMessageBox = (() =>
      Promise.resolve({ response: 0, checkboxChecked: false })) as typeof dialog.showMessageBox;
  });
  await page.getByRole('button', { name: 'Set up an application…' }).click();
  await page.getByLabel(/Me, by Microsoft’s own client/).click();
  await page.getByRole('button', { name: 'Show the plan' }).click();
  await page.getByText('These requests will be sent').waitFor();
  const window = await signInWindow(() => page.getByRole('button', { name: 'Register' }).click());
  await signIn(window);
  await window.getByText('Microsoft Graph Command Line Tools').waitFor();
  await window.getByRole('button', { name: 'Accept' }).click();
  await page.getByText('The application is there').waitFor();
  await page.getByRole('button', { name: 'To the identities' }).click();
  const made = 'Person, by Federation Workbench';
  await card(made).first().waitFor();
  const second = await signInWindow(() => tryIt(made));
  await signIn(second);
  await second.getByText('Federation Workbench').first().waitFor();
  await second.getByRole('button', { name: 'Accept' }).click();
  await outcome(made).getByText('Read and change').first().waitFor();
});

it('leaves the page without a complaint, and empties with the Lab', async () => {
  const { page } = open;
  await goTo('lab');
  await page.getByRole('button', { name: 'Stop the Lab' }).click();
  await page.getByRole('button', { name: 'Start the Lab' }).waitFor();
  await goTo('connections');
  await page.getByText('The Lab is not running').waitFor();
  expect(open.messages).toEqual([]);
});
