import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';
import { INSPECTOR_SAMPLES } from '../../shared/core/inspector/samples.ts';

let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
});
afterAll(() => open.close());

const inputOf = (id: string): string => INSPECTOR_SAMPLES.find((sample) => sample.id === id)?.input ?? '';

const SAML_RESPONSE = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
  xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1" Version="2.0" IssueInstant="2026-11-20T09:00:00Z">
  <saml:Issuer>https://idp.example</saml:Issuer>
  <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
  <saml:Assertion ID="_2" Version="2.0" IssueInstant="2026-11-20T09:00:00Z">
    <saml:Issuer>https://idp.example</saml:Issuer>
    <saml:Subject>
      <saml:NameID>kim</saml:NameID>
      <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
        <saml:SubjectConfirmationData Recipient="https://sp.example/acs" NotOnOrAfter="2099-01-01T00:00:00Z"/>
      </saml:SubjectConfirmation>
    </saml:Subject>
  </saml:Assertion>
</samlp:Response>`;

/** What the focused element is, as a reader would name it. */
const focused = (): Promise<string> =>
  open.page.evaluate(() => {
    const element = document.activeElement;
    const label = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    return `${element?.id ?? ''} ${label}`.trim();
  });

async function pasteWithKeys(text: string): Promise<void> {
  await open.app.evaluate(({ clipboard }, value) => clipboard.writeText(value), text);
  await open.page.keyboard.press('Control+V');
}

/** Empties the inspector from wherever the window is, by keyboard. */
async function startAnew(): Promise<void> {
  await open.page.keyboard.press('Control+N');
  await open.page.locator('.wb-samples').waitFor();
  await expect.poll(focused).toContain('inspector-input');
}

const verdict = () => open.page.locator('.wb-verdict');

it('goes from a token in the clipboard to the failed check and its place without a mouse', async () => {
  const { page } = open;
  await expect.poll(focused).toContain('home-input');
  await pasteWithKeys(inputOf('unsigned'));
  await verdict().waitFor();
  expect(await verdict().getAttribute('data-verdict')).toBe('invalid');
  expect(await page.evaluate(() => location.hash)).toBe('#/inspector');
  const status = page.locator('.wb-verdict [aria-live]');
  expect(await status.getAttribute('aria-live')).toBe('polite');
  expect(await status.textContent()).toContain('Invalid');

  // Keys take a moment to reach the page on a busy machine, so each outcome is waited for.
  const atFocus = (name: 'data-status' | 'aria-expanded') =>
    page.evaluate(
      (attribute) => document.activeElement?.closest(`[${attribute}]`)?.getAttribute(attribute),
      name,
    );
  await page.keyboard.press('F8');
  await expect.poll(() => atFocus('data-status')).toBe('fail');
  await expect.poll(() => atFocus('aria-expanded')).toBe('true');
  await page.keyboard.press('Enter');
  await expect.poll(() => atFocus('aria-expanded')).toBe('false');
  await page.keyboard.press('Home');
  const before = await focused();
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).not.toBe(before);
});

it('switches the theme through the palette', async () => {
  const { page } = open;
  const isDark = () => page.evaluate(() => document.body.classList.contains('awsui-dark-mode'));
  for (const [query, dark] of [
    ['dark', true],
    ['light th', false],
  ] as const) {
    await page.keyboard.press('Control+K');
    await page.getByRole('dialog', { name: 'Commands' }).waitFor();
    await page.keyboard.type(query);
    await page.keyboard.press('Enter');
    await expect.poll(isDark).toBe(dark);
    expect(await page.getByRole('dialog').count()).toBe(0);
  }
});

it('judges while one types, and again when an expectation changes', async () => {
  const { page } = open;
  await startAnew();
  await page.keyboard.insertText(inputOf('valid').slice(0, -4));
  await verdict().waitFor();
  await page.keyboard.type(inputOf('valid').slice(-4));
  const failed = page.locator('.wb-check[data-status="fail"]');
  await expect.poll(() => failed.allTextContents()).toEqual([expect.stringContaining('expired')]);

  await page.getByRole('button', { name: 'audience: check it now' }).press('Enter');
  await expect.poll(focused).toContain('option-audience');
  await page.keyboard.type('somebody else');
  await failed.filter({ hasText: 'somebody else' }).waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
});

it('opens the inner section for what is to be checked there', async () => {
  const { page } = open;
  await startAnew();
  await page.keyboard.insertText(SAML_RESPONSE);
  await page.getByRole('button', { name: 'recipient: check it now' }).press('Enter');
  await expect.poll(focused).toContain('option-recipient');
});

it('offers to trust a key that was pasted in place of a token', async () => {
  const { page } = open;
  await startAnew();
  const keys = INSPECTOR_SAMPLES[0]?.options.trust[0]?.text ?? '';
  await page.keyboard.insertText(keys);
  await page.getByRole('button', { name: 'Trust this key' }).press('Enter');
  await expect.poll(focused).toContain('inspector-input');
  await page.keyboard.insertText(inputOf('valid'));
  await page.getByRole('button', { name: /^All/ }).press('Enter');
  await page
    .locator('.wb-check[data-status="pass"]', { hasText: /signature/i })
    .first()
    .waitFor();
  await page.getByRole('button', { name: /^Remove trusted key|^Remove/ }).press('Enter');
  await expect.poll(() => verdict().getAttribute('data-verdict')).not.toBe('valid');
});

it('never applies the keys and the moment of a sample to the next token', async () => {
  const { page } = open;
  await startAnew();
  await page.locator('.wb-samples').getByRole('button', { name: 'Valid user token' }).press('Enter');
  await expect.poll(() => verdict().getAttribute('data-verdict')).toBe('valid');
  await page.locator('#inspector-input').focus();
  await page.keyboard.press('Control+A');
  await pasteWithKeys(inputOf('guest'));
  await expect.poll(() => verdict().getAttribute('data-verdict')).not.toBe('valid');
  expect(await page.getByText('These came with what is inspected.').count()).toBe(0);
});

it('takes a file dropped anywhere in the window, and stays where it is', async () => {
  const { page } = open;
  await page.keyboard.press('Control+1');
  const url = page.url();
  const text = inputOf('expired');
  await page.evaluate((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'token.txt', { type: 'text/plain' }));
    const target = document.querySelector('.wb-nav') as HTMLElement;
    for (const type of ['dragover', 'drop']) {
      target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  }, text);
  await verdict().waitFor();
  expect(await page.locator('#inspector-input').inputValue()).toBe(text);
  await page.getByText('From: token.txt').waitFor();
  expect(page.url().split('#')[0]).toBe(url.split('#')[0]);
});

it('said nothing on the console all the while', () => {
  expect(open.messages).toEqual([]);
});
