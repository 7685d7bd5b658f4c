import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptResponse, type SignInOutcome } from '../../../electron/lab/aws/sign-in/accept-response.ts';
import { INVALID_MFA, NOT_YOU, UNEXPECTED } from '../../../electron/lab/aws/sign-in/refusals.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { allAttacks } from '../../attacks/all-attacks.ts';
import { ATTACKER } from '../../attacks/attack.ts';
import { testKey } from '../../generators/keys.ts';
import { generateMessage } from '../../generators/saml-message.ts';
import { SAML_STYLES } from '../../generators/saml-style.ts';
import { childOf, type ElementModel, element, setAttribute } from '../../generators/xml-model.ts';
import { disagreement } from '../../oracles/disagreement.ts';
import { Differences } from '../../oracles/listed-differences.ts';
import { statements } from '../../oracles/our-verdict.ts';
import { xmlsec1Opinions, xmlsec1Version } from '../../oracles/xmlsec1.ts';
import { runningLab } from '../running-lab.ts';
import { LabProvider, type ResponseWish } from './lab-provider.ts';
import { acsOf, signIn, someone } from './sign-in.ts';

const hasXmlsec1 = xmlsec1Version() !== undefined;
const WITHOUT_XMLSEC1 = hasXmlsec1 ? '' : '(skipped: no xmlsec1 on this machine)';
const MINUTE = 60_000;
/** Handwritings that are attacked here; the verifier's own tests attack all of them. */
const ATTACKED = ['entra', 'simplesamlphp'];

let lab: Lab;
let provider: LabProvider;
let person: string;
/** What was judged in this file, for xmlsec1 to judge again. */
const judged: {
  readonly name: string;
  readonly xml: string;
  readonly outcome: SignInOutcome;
  readonly certificatePath: string;
}[] = [];

beforeAll(async () => {
  lab = await runningLab();
  provider = new LabProvider(lab);
  person = someone(lab);
});
afterAll(async () => {
  provider.close();
  await lab.stop();
});
beforeEach(() => {
  setCertificates([provider.key.certificateBase64]);
});

function setCertificates(certificates: string[]): void {
  const { identityProvider } = lab.state.aws.identityCenter;
  if (identityProvider !== undefined) identityProvider.certificates = certificates;
}

function ask(name: string, xml: string, kept = true): SignInOutcome {
  const outcome = acceptResponse(lab.ground, Buffer.from(xml).toString('base64'));
  if (kept) judged.push({ name, xml, outcome, certificatePath: certificateFor(xml) });
  return outcome;
}

/** xmlsec1 is given one certificate: of those that are trusted just now the one that the message says it is signed with. */
function certificateFor(xml: string): string {
  const trusted = lab.state.aws.identityCenter.identityProvider?.certificates ?? [];
  const other = testKey('idp-rsa');
  const named =
    trusted.includes(other.certificateBase64) && xml.includes(other.certificateBase64.slice(0, 200));
  return named || !trusted.includes(provider.key.certificateBase64)
    ? other.certificatePath
    : provider.key.certificatePath;
}

function refusalOf(name: string, xml: string): string {
  const outcome = ask(name, xml);
  return 'accepted' in outcome ? 'accepted' : `${outcome.refused.shown} | ${outcome.refused.trail}`;
}

function edited(local: string, change: (found: ElementModel) => void): NonNullable<ResponseWish['edit']> {
  return (_root, assertion) => {
    const found = childOf(assertion, local);
    if (found !== undefined) change(found);
  };
}

it.each(['assertion', 'response', 'both'] as const)('accepts a good response, signed: %s', (signs) => {
  const outcome = ask(`good, signed: ${signs}`, provider.response(person, { signs }));
  if (!('accepted' in outcome)) throw new Error(JSON.stringify(outcome.refused));
  expect(outcome.accepted.user.userName).toBe(person);
});

it.each(SAML_STYLES.map(({ name }) => name))('accepts the handwriting of %s', (name) => {
  const style = SAML_STYLES.find((one) => one.name === name);
  if (style === undefined) throw new Error(name);
  expect(refusalOf(name, provider.response(person, { style }))).toBe('accepted');
});

it('accepts a signature with SHA-1, which Entra can be set to', () => {
  const xml = provider.response(person, {
    signature: { method: 'rsa-sha1', digest: 'http://www.w3.org/2000/09/xmldsig#sha1' },
  });
  expect(refusalOf('SHA-1', xml)).toBe('accepted');
});

const FOREIGN = 'https://elsewhere.example/';
const ACCESS_CONTROL = 'https://aws.amazon.com/SAML/Attributes/AccessControl:';

/** Everything of a response that Identity Center has a rule for; each is signed with the right key unless it says otherwise. */
const WRONG: readonly (readonly [
  name: string,
  wish: () => ResponseWish & { user?: string },
  expected: string,
])[] = [
  ['audience', () => ({ audience: FOREIGN }), `${UNEXPECTED} | Response contains invalid audience`],
  [
    'audience of another instance',
    () => ({ audience: 'https://us-east-1.signin.aws.amazon.com/platform/saml/d-0000000000' }),
    `${UNEXPECTED} | Response contains invalid audience`,
  ],
  ['recipient', () => ({ recipient: FOREIGN }), `${UNEXPECTED} | Response contains invalid destination`],
  [
    'recipient with a slash more',
    () => ({ recipient: `${provider.values(person).recipient}/` }),
    `${UNEXPECTED} | Response contains invalid destination`,
  ],
  [
    'recipient in the assertion only',
    () => ({
      edit: edited('Subject', (subject) => {
        const confirmation = childOf(subject, 'SubjectConfirmation');
        const data = confirmation && childOf(confirmation, 'SubjectConfirmationData');
        if (data !== undefined) setAttribute(data, 'Recipient', FOREIGN);
      }),
    }),
    `${UNEXPECTED} | Response contains invalid recipient`,
  ],
  ['issuer', () => ({ issuer: FOREIGN }), `${NOT_YOU} | Response contains invalid issuer`],
  [
    'certificate',
    () => ({ key: testKey('attacker-rsa') }),
    `${NOT_YOU} | Response contains invalid signature`,
  ],
  [
    'name id format',
    () => ({ nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' }),
    `${UNEXPECTED} | Response contains invalid name id policy format`,
  ],
  [
    'case of the name',
    () => ({ user: person.toUpperCase() }),
    `${UNEXPECTED} | Response contains invalid name id`,
  ],
  [
    'white space in the name',
    () => ({ user: ` ${person}` }),
    `${UNEXPECTED} | Response contains invalid name id`,
  ],
  ['unprovisioned user', () => ({ user: 'nobody@jogcloud.com' }), `${INVALID_MFA} | User is not provisioned`],
  ['expired', () => past(2 * 60 * MINUTE), `${NOT_YOU} | Response is not valid at this time`],
  ['not valid yet', () => past(-30 * MINUTE), `${NOT_YOU} | Response is not valid at this time`],
  [
    'encrypted assertion',
    () => ({ encrypted: true }),
    `${UNEXPECTED} | Response contains encrypted assertion`,
  ],
  [
    'answer to a request nobody sent',
    () => ({ inResponseTo: '_nobody' }),
    `${UNEXPECTED} | Not a valid response for the provided request id: _nobody`,
  ],
  [
    'two values of an attribute for access control',
    () => ({ attributes: [{ name: `${ACCESS_CONTROL}Team`, values: ['a', 'b'] }] }),
    `${UNEXPECTED} | Response contains invalid attributes for access control`,
  ],
  [
    'an attribute for access control twice',
    () => ({ attributes: ['a', 'b'].map((value) => ({ name: `${ACCESS_CONTROL}Team`, values: [value] })) }),
    `${UNEXPECTED} | Response contains invalid attributes`,
  ],
  [
    '51 attributes for access control',
    () => ({
      attributes: Array.from({ length: 51 }, (_, at) => ({ name: `${ACCESS_CONTROL}K${at}`, values: ['v'] })),
    }),
    `${UNEXPECTED} | Response contains invalid attributes for access control`,
  ],
  [
    'more than 50,000 characters',
    () => ({ attributes: [{ name: 'urn:example:long', values: ['x'.repeat(51_000)] }] }),
    `${UNEXPECTED} | Response is too large`,
  ],
  [
    'role attributes of the other AWS application',
    () => ({ attributes: [{ name: 'https://aws.amazon.com/SAML/Attributes/Role', values: ['arn,arn'] }] }),
    `${UNEXPECTED} | Response contains invalid attributes`,
  ],
  [
    'session that is over',
    () => ({
      edit: edited('AuthnStatement', (statement) =>
        setAttribute(
          statement,
          'SessionNotOnOrAfter',
          new Date(lab.ground.clock.now() - 5 * MINUTE).toISOString(),
        ),
      ),
    }),
    `${NOT_YOU} | Response is not valid at this time`,
  ],
  [
    'status',
    () => ({
      edit: (root) => {
        const status = childOf(root, 'Status');
        const code = status && childOf(status, 'StatusCode');
        if (code !== undefined) setAttribute(code, 'Value', 'urn:oasis:names:tc:SAML:2.0:status:Responder');
      },
    }),
    `${UNEXPECTED} | Response status is not success`,
  ],
  [
    'an element nobody knows in the assertion',
    () => ({ edit: (_root, assertion) => assertion.children.push(element('x:y', { 'xmlns:x': 'urn:x' })) }),
    `${UNEXPECTED} | Response is malformed`,
  ],
];

/** A response made so many milliseconds ago. */
function past(milliseconds: number): ResponseWish {
  const at = lab.ground.clock.now() - milliseconds;
  return { issuedAt: at, notBefore: at - 5 * MINUTE, notOnOrAfter: at + 65 * MINUTE };
}

it.each(WRONG)('refuses another %s', (name, wish, expected) => {
  const { user = person, ...rest } = wish();
  const before = lab.state.aws.signIn.usedAssertions.size;
  expect(refusalOf(name, provider.response(user, rest))).toBe(expected);
  expect(lab.state.aws.signIn.usedAssertions.size).toBe(before);
});

it('refuses a replay, also in another envelope, and forgets nothing while it could be replayed', () => {
  const xml = provider.response(person);
  expect(refusalOf('first use', xml)).toBe('accepted');
  const again = `${UNEXPECTED} | Response has already been used`;
  expect(refusalOf('replay', xml)).toBe(again);
  expect(refusalOf('replay in another envelope', xml.replace(/ID="_message-/, 'ID="_other-'))).toBe(again);
  lab.ground.clock.advance(60 * MINUTE);
  expect(refusalOf('late replay', xml)).toBe(again);
  lab.ground.clock.advance(-60 * MINUTE);
});

it('refuses a user who is disabled', () => {
  const user = [...lab.state.aws.identityStore.users.values()].find(({ userName }) => userName === person);
  if (user === undefined) throw new Error('nobody');
  user.active = false;
  expect(refusalOf('disabled', provider.response(person))).toBe(`${UNEXPECTED} | User is disabled`);
  user.active = true;
});

it('verifies with each imported certificate while they rotate', () => {
  const next = testKey('idp-rsa');
  expect(refusalOf('before the import', provider.response(person, { key: next }))).toContain(
    'invalid signature',
  );
  setCertificates([provider.key.certificateBase64, next.certificateBase64]);
  expect(refusalOf('with the old key', provider.response(person))).toBe('accepted');
  expect(refusalOf('with the new key', provider.response(person, { key: next }))).toBe('accepted');
  setCertificates([next.certificateBase64]);
  expect(refusalOf('after the deletion', provider.response(person))).toContain('invalid signature');
});

it('takes an answer to its own request once, in time, and for no other request', async () => {
  const browser = new Browser(lab);
  await signIn(lab, browser, provider, person);
  expect(browser.view.title).toContain('Accounts');
  const [id] = [...lab.state.aws.signIn.requests.keys()];
  expect(id).toBeUndefined();
  await new Browser(lab).open(`${lab.ground.addresses.loopback('access-portal')}/start`);
  const [waiting] = [...lab.state.aws.signIn.requests.keys()];
  if (waiting === undefined) throw new Error('no request waits');
  const split = provider.response(person, {
    inResponseTo: waiting,
    edit: (root) => setAttribute(root, 'InResponseTo', '_another'),
  });
  expect(refusalOf('two requests', split)).toContain('Not a valid response for the provided request id');
  expect(refusalOf('its request', provider.response(person, { inResponseTo: waiting }))).toBe('accepted');
  expect(refusalOf('answered', provider.response(person, { inResponseTo: waiting }))).toContain('request id');
});

describe('every generated attack', { timeout: 120_000 }, () => {
  it.each(['assertion', 'response', 'both'] as const)('is refused, signed: %s', (signs) => {
    // Those that are signed anew are signed with a key that is trusted as well.
    setCertificates([provider.key.certificateBase64, testKey('idp-rsa').certificateBase64]);
    const survived: string[] = [];
    for (const style of SAML_STYLES.filter(({ name }) => ATTACKED.includes(name))) {
      for (const { name, xml } of allAttacks(provider.response(person, { signs, style }))) {
        const what = `${style.name}, ${signs}: ${name}`;
        const kept = style.name === 'entra' && signs !== 'both' && xml.length < 200_000;
        const outcome = ask(what, xml, kept);
        if ('accepted' in outcome) survived.push(what);
        else if (outcome.report !== undefined && outcome.report.claims.length > 0)
          for (const value of [ATTACKER.nameId, ATTACKER.value, ATTACKER.issuer])
            if (statements(outcome.report).includes(value)) survived.push(`${what} shows ${value}`);
      }
    }
    expect(survived).toEqual([]);
  });

  it('is refused also in the form of another message', () => {
    setCertificates([provider.key.certificateBase64, testKey('idp-rsa').certificateBase64]);
    const key = { key: provider.key, method: 'rsa-sha256' } as const;
    for (const kind of ['assertion', 'ws-fed', 'logout-response', 'authn-request'] as const) {
      const { xml } = generateMessage(7, { kind, signature: key, issuedAt: lab.ground.clock.now() });
      expect(refusalOf(kind, xml)).not.toBe('accepted');
    }
  });
});

it('answers anything at all that is posted to it with a page of its own', async () => {
  const url = acsOf(lab);
  const good = provider.form(person);
  for (const fields of [
    {},
    { SAMLResponse: '' },
    { SAMLResponse: '%%%' },
    { SAMLResponse: 'PD94bWw=' },
    { SAMLRequest: good.SAMLResponse ?? '' },
    { SAMLResponse: 'A'.repeat(2_000_000) },
    { SAMLResponse: Buffer.from('<a/>').toString('base64') },
    {
      SAMLResponse: Buffer.from(`<Response xmlns="urn:oasis:names:tc:SAML:2.0:protocol"/>`).toString(
        'base64',
      ),
    },
  ]) {
    const view = await new Browser(lab).post(url, fields);
    expect([view.status, view.title]).toEqual([400, expect.stringContaining(UNEXPECTED)]);
  }
  expect((await new Browser(lab).open(url)).status).toBe(400);
  expect((await new Browser(lab).post(url.replace(/[^/]+$/, 'f'.repeat(16)), good)).status).toBe(404);
});

it('writes a refusal into the trail and shows the person what AWS shows', async () => {
  const view = await new Browser(lab).post(acsOf(lab), provider.form('nobody@jogcloud.com'));
  expect(view.title).toContain(INVALID_MFA);
  expect(view.body).not.toContain('not provisioned');
  const event = lab.state.aws.trail.at(-1);
  expect(view.text).toContain(event?.eventId ?? 'no event');
  expect(event).toMatchObject({
    eventSource: 'signin.amazonaws.com',
    eventName: 'ExternalIdPDirectoryLogin',
    errorMessage: 'User is not provisioned',
    responseElements: { ExternalIdPDirectoryLogin: 'Failure' },
    userIdentity: { type: 'Unknown' },
  });
});

it.skipIf(!hasXmlsec1)(
  `xmlsec1 says the same of every signature that was judged above, but for listed differences ${WITHOUT_XMLSEC1}`,
  () => {
    const differences = new Differences();
    // Where the document itself was refused, no signature was judged.
    const asked = judged.filter(
      ({ outcome: { report } }) =>
        report !== undefined &&
        !report.checks.some(({ id, status }) => status === 'fail' && id.startsWith('xml.')),
    );
    expect(asked.length).toBeGreaterThan(200);
    for (const path of new Set(asked.map(({ certificatePath }) => certificatePath))) {
      const ones = asked.filter(({ certificatePath }) => certificatePath === path);
      const opinions = inParts(ones, (part) =>
        xmlsec1Opinions(
          part.map(({ xml }) => xml),
          path,
        ),
      );
      for (const [index, { name, xml, outcome }] of ones.entries()) {
        const { report } = outcome;
        const theirs = opinions[index];
        if (report === undefined || theirs === undefined) continue;
        const limit = xml.includes('EncryptedAssertion') ? 'signature inside encryption' : undefined;
        differences.add(disagreement('xmlsec1', report, theirs, limit), name);
      }
    }
    expect(differences.unlisted()).toEqual([]);
  },
  300_000,
);

/** A hundred documents at a time: one run of the program has a time limit. */
function inParts<T, R>(list: readonly T[], ask: (part: readonly T[]) => readonly R[]): R[] {
  const answers: R[] = [];
  for (let start = 0; start < list.length; start += 100) answers.push(...ask(list.slice(start, start + 100)));
  return answers;
}
