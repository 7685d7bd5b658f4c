import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';
import type {} from '../../renderer/bridge/workbench.ts';
import type { labStatusSchema } from '../../shared/contract/lab.ts';

type Status = typeof labStatusSchema._output;

let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
  await open.resize(1024, 700);
});
afterAll(() => open.close());

async function call<T>(channel: string, input: object): Promise<T> {
  const answer = await open.page.evaluate(
    ([name, given]) => window.workbench.call(name as string, given, undefined),
    [channel, input] as const,
  );
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value as T;
}

async function endpoint(name: keyof NonNullable<Status['ready']>['endpoints']): Promise<string> {
  const { ready } = await call<Status>('lab.status', {});
  return String(ready?.endpoints[name]);
}

/** Lists users as a provisioning client does. @returns the HTTP status */
async function listUsers(): Promise<number> {
  const { ready } = await call<Status>('lab.status', {});
  const answer = await fetch(`${ready?.scim?.baseAddress}Users`, {
    headers: { authorization: `Bearer ${ready?.scim?.token}` },
  });
  await answer.text();
  return answer.status;
}

/** Answers main's own confirmation with a button. */
const answerWith = (response: number) =>
  open.app.evaluate(({ dialog }, chosen) => {
    dialog.showMessageBox = (() =>
      Promise.resolve({ response: chosen, checkboxChecked: false })) as typeof dialog.showMessageBox;
  }, response);

it('is offered on Home and in the palette, and starts with one button, by keyboard alone', async () => {
  const { page } = open;
  await page.getByRole('button', { name: /Try it in the Lab/ }).press('Enter');
  await page.getByRole('heading', { name: 'The clouds in a box' }).waitFor();
  await page.getByRole('button', { name: 'Options' }).press('Enter');
  await page.getByLabel('First https port').fill('0');
  await page.getByLabel('http port', { exact: true }).fill('0');
  await page.getByRole('button', { name: 'Start the Lab' }).press('Enter');
  await page.getByText('Running', { exact: true }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('the lab');
  await page.getByRole('option', { name: /Stop the Lab/ }).waitFor();
  await page.keyboard.press('Escape');
});

it('shows a request while it is answered, and the window’s own none', async () => {
  const { page } = open;
  await page.getByRole('tab', { name: 'Requests' }).click();
  await page.getByText('Nothing was asked yet').waitFor();
  expect(await listUsers()).toBe(200);
  await page.getByRole('button', { name: 'ListUsers' }).press('Enter');
  const sheet = page.getByRole('dialog');
  await sheet.getByText('scim', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByRole('row').count()).toBe(2);
  await page.getByLabel('Filter requests').fill('nothing like it');
  await page.getByText('0 of 1 requests').waitFor();
  await page.getByLabel('Filter requests').fill('');
});

it('sets a fault from a form, which the next request meets', async () => {
  const { page } = open;
  await page.getByRole('tab', { name: 'Faults' }).click();
  await page.getByLabel('Operation').fill('ListUsers');
  await page.getByRole('button', { name: 'Add this fault' }).press('Enter');
  await page.getByRole('tab', { name: 'Faults (1)' }).waitFor();
  const { overview } = await call<Status>('lab.status', {});
  expect(overview?.faults).toEqual([{ kind: 'throttle', probability: 1, operation: 'ListUsers', times: 1 }]);
  expect([await listUsers(), await listUsers()]).toEqual([429, 200]);
  await page.getByRole('tab', { name: 'Requests' }).click();
  await page.getByText('fault: throttle').waitFor();
  await page.getByRole('tab', { name: 'Faults (1)' }).click();
  await page.getByRole('button', { name: 'Remove throttle' }).press('Enter');
  await page.getByText('Nothing.', { exact: true }).waitFor();
});

it('moves the time, and lists people with the codes of then', async () => {
  const { page } = open;
  await page.getByRole('tab', { name: 'Time and limits' }).click();
  await page.getByRole('button', { name: '1 day later' }).press('Enter');
  await page.getByText('1 d ahead of this machine.').waitFor();
  await page.getByRole('tab', { name: 'People' }).click();
  await page.getByText('homer.simpson@jogcloud.com').waitFor();
  expect(await page.getByText('Doughnut-7G').count()).toBe(0);
  await page.getByLabel('Show passwords').press('Space');
  await page.getByText('Doughnut-7G').waitFor();
});

it('survives a reload of the page', async () => {
  const { page } = open;
  const before = await endpoint('entra');
  await page.reload();
  await page.waitForSelector('html[data-ready="true"]');
  await page.getByText('Running', { exact: true }).waitFor();
  expect(await endpoint('entra')).toBe(before);
});

it('resets after the native confirmation only', async () => {
  const { page } = open;
  const ahead = async () => ((await call<Status>('lab.status', {})).overview?.lastRequest ?? 0) > 0;
  await answerWith(1);
  await page.getByRole('button', { name: 'Reset…' }).press('Enter');
  await expect.poll(ahead).toBe(true);
  await answerWith(0);
  await page.getByRole('button', { name: 'Reset…' }).press('Enter');
  await page.getByRole('tab', { name: 'Requests' }).click();
  await page.getByText('Nothing was asked yet').waitFor();
});

it('says that a Lab died, and starts another', async () => {
  const { page } = open;
  const killed = await open.app.evaluate(({ app }) => {
    const lab = app.getAppMetrics().find(({ name }) => name === 'Federation Workbench Lab');
    if (lab !== undefined) process.kill(lab.pid, 'SIGKILL');
    return lab !== undefined;
  });
  expect(killed).toBe(true);
  await page.getByText('The Lab ended by itself').waitFor();
  await page.getByRole('button', { name: 'Options' }).press('Enter');
  await page.getByLabel('First https port').fill('0');
  await page.getByLabel('http port', { exact: true }).fill('0');
  await page.getByRole('button', { name: 'Start the Lab' }).press('Enter');
  await page.getByText('Running', { exact: true }).waitFor();
});

it('answers clicks while a Lab of 30,000 assignments starts, and stops it', async () => {
  const { page } = open;
  await page.getByRole('button', { name: 'Stop the Lab' }).press('Enter');
  await page.getByRole('button', { name: 'Start the Lab' }).waitFor();
  const choices = {
    ...{ httpsPort: 0, httpPort: 0, seed: 'jogcloud', faults: [], settle: 0, timeScale: 1, randomSeed: 3 },
    scale: { users: 10_000, groups: 500, accounts: 500, permissionSets: 60, assignments: 30_000 },
  };
  const started = call('lab.start', { choices });
  await page.getByRole('button', { name: 'Cancel' }).waitFor();
  // The longest the page and main took to answer while it started.
  const longest = await page.evaluate(async () => {
    let worst = 0;
    const end = performance.now() + 1_500;
    while (performance.now() < end) {
      const begun = performance.now();
      await window.workbench.call('app.appearance', {}, undefined);
      await new Promise((done) => requestAnimationFrame(done));
      worst = Math.max(worst, performance.now() - begun);
    }
    return worst;
  });
  await started;
  await page.getByText(/30,006 assignments/).waitFor();
  console.info(`longest answer of the window while a large Lab started: ${Math.round(longest)} ms`);
  expect(longest).toBeLessThan(500);
  await page.getByRole('button', { name: 'Stop the Lab' }).press('Enter');
  await page.getByRole('button', { name: 'Start the Lab' }).waitFor();
});

it('names a port that is taken, and starts on free ones with one more click', async () => {
  const { page } = open;
  const { createServer } = await import('node:http');
  const holder = createServer();
  await new Promise<void>((done) => void holder.listen(0, '127.0.0.1', () => done()));
  const { port } = holder.address() as { port: number };
  await page.getByRole('button', { name: 'Options' }).press('Enter');
  await page.getByLabel('First https port').fill('0');
  await page.getByLabel('http port', { exact: true }).fill(String(port));
  await page.getByRole('button', { name: 'Start the Lab' }).press('Enter');
  await page.getByText(`Port ${port} is taken`).waitFor();
  await page.getByRole('button', { name: 'Start on free ports' }).press('Enter');
  await page.getByText('Running', { exact: true }).waitFor();
  holder.close();
});

it('ends with the window, and said nothing on the console', async () => {
  const aws = await endpoint('aws');
  expect(open.messages).toEqual([]);
  await open.close();
  await expect
    .poll(() =>
      fetch(aws).then(
        () => 'answers',
        () => 'gone',
      ),
    )
    .toBe('gone');
});
