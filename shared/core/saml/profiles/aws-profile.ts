import { AWS_ACCESS_CONTROL } from '../../claims/saml.ts';
import type { AssertionFacts } from '../facts.ts';
import type { Judgement } from '../judgement.ts';
import { FORMAT_EMAIL, formatName } from '../vocabulary.ts';
import { exactNameId, type ProfileInput } from './profile-input.ts';

const MOST_CHARACTERS = 50_000;
const MOST_ACCESS_CONTROL = 50;
const REGION = '[a-z]{2}(?:-[a-z]+)+-\\d+';
const HOST = `(?:${REGION}\\.signin\\.aws\\.amazon\\.com|${REGION}\\.signin\\.aws|${REGION}\\.sso\\.signin\\.aws|${REGION}\\.signin\\.amazonaws\\.cn|${REGION}\\.signin\\.amazonaws-us-gov\\.com)`;
const ACS = new RegExp(`^https://${HOST}/platform/saml/acs/[^/?#]+$`);
const ENTITY_ID = new RegExp(`^https://${HOST}/platform/saml/[^/?#]+$`);
/** Addresses of the other AWS application, IAM federation. */
const IAM_FEDERATION =
  /^(?:https:\/\/(?:[a-z0-9-]+\.)?signin\.aws\.amazon\.com\/saml|urn:amazon:webservices)(?:$|[/?#:])/;
const ATTRIBUTES = 'https://aws.amazon.com/SAML/Attributes/';
const ROLE_ATTRIBUTES = ['Role', 'RoleSessionName', 'SessionDuration', 'SourceIdentity'].map(
  (name) => ATTRIBUTES + name,
);

function checkAddresses(judgement: Judgement, facts: AssertionFacts, destination: string | undefined): void {
  const recipients = facts.confirmations.map(({ data }) => data?.recipient ?? '').filter(Boolean);
  const audiences = facts.conditions?.audiences.flat() ?? [];
  const addresses = [...new Set([...recipients, ...(destination ? [destination] : [])])];
  const other = [...addresses, ...audiences].filter((address) => IAM_FEDERATION.test(address));
  if (other.length > 0)
    judgement.fail(
      'aws.application',
      'The message is made for the other AWS application, IAM federation of a single account, not for IAM Identity Center.',
      { expected: 'https://<region>.signin.aws.amazon.com/platform/saml/...', actual: other.join(', ') },
      facts.element,
    );
  else judgement.pass('aws.application', 'The message is not made for IAM federation.');
  const wrong = addresses.filter((address) => !ACS.test(address));
  const acs = { expected: 'https://<region>.signin.aws.amazon.com/platform/saml/acs/<id>' };
  if (addresses.length === 0)
    judgement.fail('aws.acs', 'The message names no assertion consumer service.', acs, facts.element);
  else if (wrong.length > 0)
    judgement.fail(
      'aws.acs',
      'The message is not addressed to an assertion consumer service of Identity Center.',
      { ...acs, actual: wrong.join(', ') },
      facts.element,
    );
  else
    judgement.pass('aws.acs', 'The message is addressed to Identity Center.', {
      ...acs,
      actual: addresses.join(', '),
    });
  const audience = {
    expected: 'https://<region>.signin.aws.amazon.com/platform/saml/<instance>',
    actual: audiences.join(', '),
  };
  if (audiences.some((one) => ENTITY_ID.test(one)))
    judgement.pass('aws.audience', 'The audience is an Identity Center instance.', audience);
  else
    judgement.fail(
      'aws.audience',
      'The audience is not an Identity Center instance.',
      audience,
      facts.conditions?.element ?? facts.element,
    );
}

function checkNameId(judgement: Judgement, facts: AssertionFacts, user: string | undefined): void {
  const { nameId } = facts;
  const format = nameId?.format;
  const formats = { expected: FORMAT_EMAIL, actual: format ?? 'none' };
  if (format === FORMAT_EMAIL)
    judgement.pass('aws.name-id-format', 'The NameID format is emailAddress.', formats);
  else
    judgement.fail(
      'aws.name-id-format',
      format === undefined
        ? 'NameID has no format; Identity Center wants emailAddress.'
        : `The NameID format is ${formatName(format)}; Identity Center wants emailAddress.`,
      formats,
      nameId?.element ?? facts.element,
    );
  const exact = exactNameId(facts);
  const shown = JSON.stringify(exact);
  if (nameId === undefined || nameId.value === '')
    judgement.fail('aws.name-id', 'NameID is empty.', {}, nameId?.element ?? facts.element);
  else if (exact !== nameId.value)
    judgement.fail(
      'aws.name-id',
      'NameID has white space around it; Identity Center compares it to the letter.',
      { expected: JSON.stringify(nameId.value), actual: shown },
      nameId.element,
    );
  else if (user !== undefined && user !== exact)
    judgement.fail(
      'aws.name-id',
      `NameID is not the user name at Identity Center.${user.toLowerCase() === exact.toLowerCase() ? ' They differ in upper and lower case only.' : ''}`,
      { expected: JSON.stringify(user), actual: shown },
      nameId.element,
    );
  else if (/#EXT#/i.test(exact))
    judgement.warn(
      'aws.name-id',
      'NameID is the #EXT# name of a guest. Entra provisions guests under another name unless it is told otherwise.',
      { actual: shown },
      nameId.element,
    );
  else judgement.pass('aws.name-id', 'NameID has a value.', { actual: shown });
  if (user === undefined)
    judgement.notChecked(
      'aws.user',
      'Whether a user of this name exists at Identity Center cannot be seen in the message; name one with --expect-user.',
      nameId === undefined ? {} : { actual: nameId.value },
    );
  else if (user === exact) judgement.pass('aws.user', 'NameID is the user you expect.', { actual: exact });
  else
    judgement.fail('aws.user', 'Identity Center would look for another user than the one you expect.', {
      expected: user,
      actual: exact,
    });
}

function checkAttributes(judgement: Judgement, facts: AssertionFacts): void {
  const tags = facts.attributes.filter(({ name }) => name.startsWith(AWS_ACCESS_CONTROL));
  const names = new Set(tags.map(({ name }) => name));
  const several = tags.find(({ values }) => values.length !== 1);
  if (
    tags.length === 0 ||
    (names.size === tags.length && several === undefined && tags.length <= MOST_ACCESS_CONTROL)
  )
    judgement.pass('aws.access-control', 'The attributes for access control are in order.', {
      actual: String(tags.length),
    });
  else
    judgement.fail(
      'aws.access-control',
      tags.length > MOST_ACCESS_CONTROL
        ? `There are ${tags.length} attributes for access control.`
        : several !== undefined
          ? `The attribute for access control ${several.name.slice(AWS_ACCESS_CONTROL.length)} has ${several.values.length} values.`
          : 'An attribute for access control stands more than once.',
      { expected: `each once, one value, at most ${MOST_ACCESS_CONTROL}` },
      (several ?? tags.at(-1))?.element,
    );
  const roles = facts.attributes.filter(({ name }) => ROLE_ATTRIBUTES.includes(name));
  if (roles.length === 0) judgement.pass('aws.role-attributes', 'There are no attributes of IAM federation.');
  else
    judgement.fail(
      'aws.role-attributes',
      'The message carries attributes of the other AWS application, IAM federation.',
      { actual: roles.map(({ name }) => name).join(', ') },
      roles[0]?.element,
    );
  const named = facts.attributes.find(
    ({ name }) => name.startsWith('https://aws.amazon.com/SAML/') && /nameid(?:entifier)?$/i.test(name),
  );
  if (named === undefined)
    judgement.pass('aws.name-identifier-claim', 'No claim in the AWS namespace stands for NameID.');
  else
    judgement.fail(
      'aws.name-identifier-claim',
      'A claim in the AWS namespace stands for NameID; Identity Center reads the subject only.',
      { actual: named.name },
      named.element,
    );
}

function checkKeysAndClock(judgement: Judgement): void {
  const { checks } = judgement;
  if (checks.has('signature.value', 'fail') || checks.has('signature.digest', 'fail'))
    judgement.fail(
      'aws.certificate',
      'The signature does not verify with the certificate you gave; Identity Center would refuse it too unless it knows another.',
    );
  else if (checks.has('signature.value', 'pass'))
    judgement.pass('aws.certificate', 'The signature verifies with the certificate you gave.');
  const early = checks.has('time.not-before', 'fail');
  const late = checks.has('time.not-on-or-after', 'fail') || checks.has('time.confirmation', 'fail');
  if (early || late)
    judgement.fail(
      'aws.clock',
      early
        ? 'The message is not valid yet by this clock.'
        : 'The message is not valid any more by this clock.',
      early
        ? {}
        : {
            fix: 'If it is an old message, judge it as of its own time with --at. If it is new, set the identity provider’s clock by a time server.',
          },
    );
  else judgement.pass('aws.clock', 'The message is valid by this clock.');
}

/** Rules of a sign-in to AWS IAM Identity Center (profile `aws-identity-center`). */
export function checkAws({ context, facts, envelope, characters }: ProfileInput): void {
  const { judgement } = context;
  const encrypted = judgement.checks.has('encryption.decrypt');
  if (encrypted) judgement.fail('aws.not-encrypted', 'The assertion, or a part of it, is encrypted.');
  else judgement.pass('aws.not-encrypted', 'Nothing is encrypted.');
  if (judgement.checks.has('structure.assertion-count', 'pass'))
    judgement.pass('aws.one-assertion', 'There is one assertion.');
  else judgement.fail('aws.one-assertion', 'There is not exactly one assertion.');
  const size = { expected: `at most ${MOST_CHARACTERS} characters`, actual: String(characters) };
  if (characters <= MOST_CHARACTERS)
    judgement.pass('aws.assertion-size', 'The message is small enough.', size);
  else judgement.fail('aws.assertion-size', 'The message is too large.', size);
  checkKeysAndClock(judgement);
  if (facts === undefined) return;
  checkAddresses(judgement, facts, envelope?.destination);
  checkNameId(judgement, facts, context.expect.user);
  checkAttributes(judgement, facts);
  const session = facts.authentications.find(({ sessionNotOnOrAfter }) => sessionNotOnOrAfter !== undefined);
  if (session?.sessionNotOnOrAfter === undefined)
    judgement.pass(
      'aws.session',
      'There is no SessionNotOnOrAfter: the session length is Identity Center’s.',
    );
  else
    judgement.warn(
      'aws.session',
      'SessionNotOnOrAfter is set: the session ends then, if Identity Center’s own length does not end it sooner.',
      { actual: session.sessionNotOnOrAfter.text },
      session.element,
    );
}
