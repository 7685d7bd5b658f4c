import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testKey } from '../generators/keys.ts';
import { type OpenedApp, openApp } from './opened-app.ts';

const CANARIES = {
  clientSecret: 'canary8Q~client-secret-in-the-window',
  secretAccessKey: 'canary-secret-access-key-in-the-window',
  scim: 'canary-scim-token-in-the-window',
  proxy: 'canary-proxy-password-in-the-window',
  pfx: 'canary-pfx-password-in-the-window',
};
const CLIENT = '11111111-2222-4333-8444-555555555555';
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

let first: OpenedApp;
let open: OpenedApp;
const goTo = (id: string) =>
  open.page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${id}`);
const show = async (): Promise<void> => {
  open.page.setDefaultTimeout(10_000);
  await goTo('connections');
  await open.page.getByRole('heading', { name: 'Connections' }).waitFor();
};
beforeAll(async () => {
  first = await openApp();
  open = first;
  await show();
});
afterAll(async () => {
  await open.close();
  first.launch.dispose();
});

/** Answers main's own confirmation, and keeps what it said. */
const answerWith = (response: number) =>
  open.app.evaluate(({ dialog }, chosen) => {
    const kept = globalThis as { asked?: unknown };
    dialog.showMessageBox = ((_window: unknown, options: unknown) => {
      kept.asked = options;
      return Promise.resolve({ response: chosen, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  }, response);
const asked = () => open.app.evaluate(() => JSON.stringify((globalThis as { asked?: unknown }).asked));

const tabTo = async (label: string): Promise<void> => {
  for (let step = 0; step < 40; step += 1) {
    const name = await open.page.evaluate(() => {
      const { activeElement } = document;
      const label = activeElement?.getAttribute('aria-labelledby')?.split(' ')[0] ?? '';
      return `${document.getElementById(label)?.textContent ?? ''}${activeElement?.textContent ?? ''}`;
    });
    if (name.includes(label)) return;
    await open.page.keyboard.press('Tab');
  }
  throw new Error(`${label} is not reached by Tab`);
};

it('makes a workspace and its first identity by keyboard alone, and says what is wrong at each field', async () => {
  const { page } = open;
  // Where a pointer lies over a menu, it takes the choice.
  await page.mouse.move(0, 0);
  await page.getByRole('button', { name: 'New workspace' }).press('Enter');
  await page.keyboard.type('Contoso');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /Contoso.*read only/ }).waitFor();
  await page.getByText('Nobody yet').waitFor();
  await page.getByRole('button', { name: 'Add identity' }).press('Enter');
  await page.getByRole('menuitem', { name: /An application with a secret/ }).waitFor();
  const item = page.locator('[role="menuitem"]:focus');
  for (let step = 0; step < 13; step += 1) {
    if ((await item.textContent())?.startsWith('An application with a secret') === true) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Add: An application with a secret' }).waitFor();
  // Focus is in the form already: at its first field.
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Provisioning');
  await page.keyboard.press('Tab');
  await page.keyboard.type('contoso.com');
  await page.keyboard.press('Tab');
  await page.keyboard.type('not an id');
  await page.keyboard.press('Enter');
  await page.getByText('This is not an application (client) id.').waitFor();
  await page.getByText('This is needed.').waitFor();
  expect(await page.locator(':focus').inputValue()).toBe('not an id');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(CLIENT);
  await page.keyboard.press('Tab');
  await page.keyboard.type('2020-01-01');
  await page.keyboard.press('Tab');
  await page.keyboard.type(CANARIES.clientSecret);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Provisioning' }).waitFor();
  await tabTo('Add identity');
  await page.getByText('Something has expired').waitFor();
});

it('keeps what was typed where saving fails', async () => {
  const { page } = open;
  await page.getByRole('tab', { name: 'Clouds' }).click();
  await page.getByLabel('Tenant').fill('contoso.com');
  await page.getByLabel('Primary Region').fill('nowhere');
  await page.getByLabel('Endpoint', { exact: true }).fill('https://scim.us-east-1.amazonaws.com/x/scim/v2/');
  await page.getByLabel('Access token').fill(CANARIES.scim);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('This is not a Region such as us-east-1.').waitFor();
  expect(await page.locator(':focus').inputValue()).toBe('nowhere');
  expect(await page.getByLabel('Tenant').inputValue()).toBe('contoso.com');
  expect(await page.getByLabel('Access token').inputValue()).toBe(CANARIES.scim);
  await page.getByLabel('Primary Region').fill('us-east-1');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved').waitFor();
  expect(await page.getByLabel('Access token').inputValue()).toBe('');
});

it('takes a proxy with its password, an access key, and a certificate out of a PFX file', async () => {
  const { page } = open;
  await page.getByRole('tab', { name: 'Network' }).click();
  await page.getByLabel('Through this proxy').click();
  await page.getByLabel('Address of the proxy').fill('http://127.0.0.1:9');
  await page.getByLabel('User name at the proxy').fill('somebody');
  await page.getByLabel('Password at the proxy').fill(CANARIES.proxy);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved').waitFor();
  await page.getByRole('tab', { name: /Identities/ }).click();
  await page.getByRole('button', { name: 'Add identity' }).click();
  await page.getByRole('menuitem', { name: /An access key/ }).click();
  await page.getByLabel('Access key id').fill('AKIAIOSFODNN7EXAMPLE');
  await page.getByLabel('Secret access key').fill(CANARIES.secretAccessKey);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Try it: An access key' }).click();
  const outcome = page.getByRole('status', { name: 'Trying An access key' });
  // The proxy is none: the hop that refused is named.
  await outcome.getByText(/The proxy 127\.0\.0\.1:9 could not be reached/).waitFor();
  await outcome.getByRole('button', { name: 'Close' }).click();
});

it.skipIf(!hasOpenssl)('opens a PFX file in main (needs openssl)', async () => {
  const { page } = open;
  const key = testKey('idp-rsa');
  const path = join(mkdtempSync(join(tmpdir(), 'fedbench-pfx-')), 'canary.p12');
  const made = spawnSync('openssl', [
    ...['pkcs12', '-export', '-inkey', key.privatePath, '-in', key.certificatePath, '-out', path],
    ...['-passout', `pass:${CANARIES.pfx}`],
  ]);
  expect(made.status, String(made.stderr)).toBe(0);
  await page.getByRole('button', { name: 'Add identity' }).click();
  await page.getByRole('menuitem', { name: /An application with a certificate/ }).click();
  await page.getByLabel('Tenant').fill('contoso.com');
  await page.getByLabel(/Application/).fill(CLIENT);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a PFX file…' }).click(),
  ]);
  await chooser.setFiles({
    name: 'canary.p12',
    mimeType: 'application/x-pkcs12',
    buffer: readFileSync(path),
  });
  rmSync(path);
  await page.getByLabel(/Password/).fill('wrong');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The PFX file cannot be used: the password is wrong').waitFor();
  await page.getByLabel(/Password/).fill(CANARIES.pfx);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Try it: An application with a certificate' }).waitFor();
});

/** What stands in the files of a folder; sockets and links of the running browser are none. */
function filesOf(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) return [];
    try {
      return [[path, readFileSync(path, 'latin1')]];
    } catch {
      // The browser removed it meanwhile.
      return [];
    }
  });
}

it('shows no secret to a page that is opened anew, and writes none to any file, after a crash neither', async () => {
  await open.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () => resolve());
        contents?.forcefullyCrashRenderer();
      }),
  );
  const { userData } = first.launch;
  const ended = new Promise((resolve) => open.app.process().once('exit', resolve));
  // The driver lost the page that crashed, and would wait for it.
  await open.app.evaluate(({ app }) => app.quit()).catch(() => undefined);
  await ended;
  open = await openApp({ userData });
  await show();
  await open.page.getByRole('link', { name: /Contoso/ }).waitFor();
  const session = await open.page.context().newCDPSession(open.page);
  const pieces: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => pieces.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot');
  await session.detach();
  const heap = pieces.join('');
  expect(heap).toContain('Provisioning');
  const secrets = [
    ...Object.values(CANARIES),
    // A line out of the middle of the key of the PFX file.
    testKey('idp-rsa').privatePem.split('\n')[5] ?? 'none',
  ];
  for (const secret of secrets) {
    expect(heap.includes(secret), `${secret} in the page's memory`).toBe(false);
    for (const [path, content] of filesOf(userData)) {
      const isThere = [secret, Buffer.from(secret).toString('base64').slice(0, -2)].some((form) =>
        content.includes(form),
      );
      expect(isThere, `${secret} in ${path}`).toBe(false);
    }
  }
});

it('warns on Home, and leads from there to the identity', async () => {
  const { page } = open;
  await goTo('home');
  await page.getByRole('button', { name: /Provisioning: client secret expired.*Contoso/ }).press('Enter');
  await page.getByRole('heading', { name: 'Connections' }).waitFor();
});

it('forgets after the native confirmation only, which says what goes', async () => {
  const { page } = open;
  await answerWith(1);
  await page.getByRole('button', { name: 'Forget… Provisioning' }).click();
  await expect.poll(asked).toContain('Forget Provisioning?');
  expect(await asked()).toContain('cached tokens are deleted from this machine');
  await page.getByRole('heading', { name: 'Provisioning' }).waitFor();
  await answerWith(0);
  await page.getByRole('button', { name: 'Forget… Provisioning' }).click();
  await page.getByRole('heading', { name: 'Provisioning' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  await page.getByRole('link', { name: /Lab.*can write/ }).waitFor();
  expect(open.messages).toEqual([]);
});
