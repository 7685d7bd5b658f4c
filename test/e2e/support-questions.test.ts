import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openWindow } from '../../build/screens/open-window.mjs';
import { SUPPORT_SAMPLES } from '../../shared/core/inspector/support-samples.ts';

/** Milliseconds in which a new user shall have the answer. */
const A_MINUTE = 60_000;

let open: Awaited<ReturnType<typeof openWindow>>;
beforeAll(async () => {
  open = await openWindow();
  const { page } = open;
  await page.keyboard.press('Control+2');
  // The messages are fresh when they are asked about; here they are judged as of that time.
  await page.getByRole('button', { name: 'Time, SAML and decryption' }).press('Enter');
  await page.locator('#option-at').fill('2026-11-20T09:30:00Z');
});
afterAll(() => open.close());

const sampleOf = (id: string) => {
  const sample = SUPPORT_SAMPLES.find((one) => one.id === id);
  if (sample === undefined) throw new Error(`no sample ${id}`);
  return sample;
};

const focused = (): Promise<string> => open.page.evaluate(() => document.activeElement?.id ?? '');

/** What stands in the verdict and its list of problems, in sight without scrolling. */
async function isAnswered(sentence: RegExp): Promise<void> {
  const answer = open.page.locator('.wb-inspector-out').getByText(sentence).first();
  await answer.waitFor();
  await expect
    .poll(() =>
      answer.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      }),
    )
    .toBe(true);
}

/** Pastes what a user has: the form field of a sign-in, or the token. */
async function paste(text: string): Promise<void> {
  const { page } = open;
  await page.keyboard.press('Control+N');
  await page.locator('.wb-samples').waitFor();
  await expect.poll(focused).toBe('inspector-input');
  const carried = text.startsWith('<') ? `SAMLResponse=${encodeURIComponent(btoa(text))}` : text;
  await open.app.evaluate(({ clipboard }, value) => clipboard.writeText(value), carried);
  await page.keyboard.press('Control+V');
  await page.locator('.wb-verdict[data-busy="false"]').waitFor();
}

/** Takes up what the page says it was not asked for. */
async function ask(what: string, value: string): Promise<void> {
  await open.page.getByRole('button', { name: `${what}: check it now` }).press('Enter');
  await expect.poll(focused).toBe(`option-${what}`);
  await open.page.keyboard.type(value);
}

const judgeByTheirRules = () =>
  open.page.getByRole('button', { name: 'Judge it by their rules too' }).press('Enter');

let began = 0;
beforeEach(() => {
  began = Date.now();
});
const inTime = () => expect(Date.now() - began).toBeLessThan(A_MINUTE);

it('wrong audience: says for whom the message is, and what to set', async () => {
  await paste(sampleOf('wrong-audience').input);
  await ask('audience', 'https://orders.jogcloud.com/saml');
  await isAnswered(/^Invalid SAML response: |The assertion is for another audience/);
  await isAnswered(/^https:\/\/wiki\.jogcloud\.com\/saml$/);
  await isAnswered(/Set the identifier \(entity ID\) at the identity provider/);
  await open.page.locator('#option-audience').fill('');
  inTime();
});

it('expired certificate: says since when, beside the key and in the verdict', async () => {
  const { input, options } = sampleOf('expired-certificate');
  await paste(input);
  await open.page.getByRole('button', { name: 'signature: check it now' }).press('Enter');
  await expect.poll(focused).toBe('add-trust');
  await open.page.keyboard.press('Enter');
  await expect.poll(focused).toBe('option-trust-0');
  await open.page.keyboard.insertText(options.trust[0]?.text ?? '');
  await open.page.locator('.wb-key-certificates').getByText('Expired 2 days ago').waitFor();
  await isAnswered(
    /The trusted certificate CN=Microsoft Azure Federated SSO Certificate expired at 2026-11-18/,
  );
  await open.page.getByRole('button', { name: 'Remove trusted key 1' }).press('Enter');
  inTime();
});

it('a guest whom AWS refuses: says that NameID is not the name of the user there', async () => {
  await paste(sampleOf('aws-guest').input);
  await open.page.getByText('It is addressed to AWS IAM Identity Center.').waitFor();
  await judgeByTheirRules();
  await isAnswered(/NameID is the #EXT# name of a guest/);
  await ask('user', 'robin.weber@partner.example');
  await isAnswered(/NameID is not the user name at Identity Center/);
  await isAnswered(/Map NameID and the SCIM userName to the same source attribute/);
  await open.page.locator('#option-user').fill('');
  inTime();
});

it('no proof of MFA: says so as its first words about the answer of AD FS', async () => {
  await open.page.locator('#option-profile').press('Enter');
  await open.page.keyboard.press('Home');
  await open.page.keyboard.press('Enter');
  await paste(sampleOf('mfa-missing').input);
  await open.page.getByText('It is addressed to Microsoft Entra ID.').waitFor();
  await judgeByTheirRules();
  await isAnswered(/It does not prove multifactor authentication: where a policy wants it, Entra asks again/);
  await isAnswered(/set federatedIdpMfaBehavior/);
  inTime();
});

it('a token for the wrong API: names the API it is for', async () => {
  await paste(sampleOf('wrong-api').input);
  await ask('audience', 'api://orders.jogcloud.com');
  await isAnswered(/It is a token for Microsoft Graph, sent to another API/);
  await isAnswered(/Ask for a scope of this API/);
  inTime();
});

it('has each of them as a sample on Home, with its answer', async () => {
  const { page } = open;
  for (const { title, id } of SUPPORT_SAMPLES) {
    await page.keyboard.press('Control+1');
    await page.getByRole('button', { name: title }).press('Enter');
    await page.locator('.wb-verdict[data-busy="false"]').waitFor();
    await page.getByText(`From: Sample: ${title}`).waitFor();
    const verdict = id === 'expired-certificate' || id === 'mfa-missing' ? 'valid' : 'invalid';
    await page.locator(`.wb-verdict[data-verdict="${verdict}"]`).waitFor();
  }
});

it('said nothing on the console all the while', () => {
  expect(open.messages).toEqual([]);
});
