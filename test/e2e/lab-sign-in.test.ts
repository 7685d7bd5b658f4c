import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ElectronLaunch, prepareElectronLaunch } from '../../build/bootstrap/electron-launch.mjs';
import { makeOpenFolder } from '../../build/bootstrap/unprivileged.mjs';
import type { Lab } from '../../electron/lab/lab.ts';
import { runningLab } from '../lab/running-lab.ts';
import { forestPerson } from '../lab/walks/walk.ts';

const APP = new URL('lab-browser', import.meta.url).pathname;
const hasOpenssl = process.platform === 'linux' && spawnSync('openssl', ['version']).status === 0;

let lab: Lab;
beforeAll(async () => {
  lab = await runningLab();
});
afterAll(() => lab.stop());

let running: { app: ElectronApplication; launch: ElectronLaunch } | undefined;
afterEach(async () => {
  await running?.app.close().catch(() => {});
  running?.launch.dispose();
  running = undefined;
});

/** Opens Electron's own Chromium as a browser of the Lab. @param identity a PKCS #12 file */
async function browser(identity = ''): Promise<Page> {
  const launch = await prepareElectronLaunch({
    app: APP,
    env: {
      LAB_PROXY: lab.ground.addresses.connectProxy,
      LAB_CA: lab.ground.tls.caPem,
      LAB_IDENTITY: identity,
    },
  });
  const app = await _electron.launch({ ...launch.options, timeout: 60_000 });
  running = { app, launch };
  const page = await app.firstWindow();
  page.setDefaultTimeout(20_000);
  return page;
}

async function signIn(page: Page, person: { userName: string; password: string }): Promise<void> {
  await page.goto('https://myapps.microsoft.com/');
  await page.getByLabel('Email').fill(person.userName);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.waitForURL(`https://${lab.state.adfs.host}/adfs/ls/**`);
  expect(await page.getByLabel('User ID').inputValue()).toBe(person.userName);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

describe('a real browser under the real host names', () => {
  it('signs somebody in from My Apps by AD FS and Entra to the access portal', async () => {
    const bart = forestPerson(lab, false);
    const page = await browser();
    const hosts: string[] = [];
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame() && frame.url().startsWith('https:'))
        hosts.push(new URL(frame.url()).host);
    });
    await signIn(page, bart);
    await page.waitForURL('https://login.microsoftonline.com/**/sign-in**');
    await page.getByRole('button', { name: 'No' }).click();
    await page.waitForURL('https://myapps.microsoft.com/');
    await page.locator('#apps a').first().click();
    await page.waitForURL(/^https:\/\/[\w-]+\.awsapps\.com\/start/);
    await page.getByText('account1').first().waitFor();
    expect(await page.locator('main').innerText()).toContain('SystemsAdmin');
    expect(await page.locator('main').innerText()).toContain(bart.userName);
    expect(hosts).toContain('login.microsoftonline.com');
    expect(hosts).toContain(lab.state.adfs.host);
  });

  it.skipIf(!hasOpenssl)(
    'shows a certificate in the handshake (where openssl can wrap one; Linux)',
    async () => {
      const homer = forestPerson(lab, true);
      const { folder, remove } = makeOpenFolder('identity');
      try {
        const [pem, pfx] = [join(folder, 'homer.pem'), join(folder, 'homer.p12')];
        writeFileSync(pem, `${homer.certificate?.privateKeyPem}${homer.certificate?.certificatePem}`);
        const made = spawnSync('openssl', [
          'pkcs12',
          '-export',
          '-in',
          pem,
          '-out',
          pfx,
          '-passout',
          'pass:',
        ]);
        expect(made.status, String(made.stderr)).toBe(0);
        chmodSync(pfx, 0o644);
        const page = await browser(pfx);
        await signIn(page, homer);
        await page.getByRole('button', { name: 'No' }).click();
        await page.waitForURL('https://myapps.microsoft.com/');
        await page.locator('#apps a').first().click();
        await page.waitForURL(/^https:\/\/[\w-]+\.awsapps\.com\/start/);
        await page.getByText('AdministratorAccess').first().waitFor();
        const step = lab.ground.log.list().findLast(({ operation }) => operation === 'CertificateSignIn');
        expect(step).toMatchObject({
          host: `certauth.${lab.state.adfs.host}`,
          detail: { user: homer.userName },
        });
        expect(step?.error).toBeUndefined();
      } finally {
        remove();
      }
    },
  );

  it('reaches nothing that the Lab does not play', async () => {
    const page = await browser();
    await expect(page.goto('https://example.com/')).rejects.toThrow(/ERR_TUNNEL_CONNECTION_FAILED/);
  });
});
