import type { InspectOptions } from '../../inspector/options.ts';
import { stringOf } from '../../json/node.ts';
import { nearMiss } from '../../saml/checks/policy-context.ts';
import type { Claims } from '../claims.ts';
import { audienceHint, issuerHint } from '../entra-hints.ts';
import type { Judgement, Place } from '../judgement.ts';
import type { TextView } from '../text-view.ts';

/** Claims that name the user, the stable ones first. */
const USER_CLAIMS = [
  'sub',
  'oid',
  'upn',
  'preferred_username',
  'unique_name',
  'email',
  'name',
  'appid',
  'azp',
];

function placeOf(claims: Claims, name: string, view: TextView): Place | undefined {
  const member = claims.root.byName.get(name);
  return member === undefined ? undefined : { view, start: member.start, end: member.value.end };
}

/** Audience, issuer and user, each against what the reader expects. */
export function checkParties(
  judgement: Judgement,
  claims: Claims,
  expect: InspectOptions['expect'],
  view: TextView,
): void {
  checkAudience(judgement, claims, expect.audience, placeOf(claims, 'aud', view));
  checkIssuer(judgement, claims, expect.issuer, placeOf(claims, 'iss', view));
  checkUser(judgement, claims, expect.user);
}

/** What a token without claims cannot answer, where the reader asked for it. */
export function checkWithoutClaims(judgement: Judgement, expect: InspectOptions['expect']): void {
  for (const rule of ['audience', 'issuer', 'user'] as const) {
    const expected = expect[rule];
    if (expected !== undefined)
      judgement.fail(rule, `The token has no claims, so it names no ${rule}.`, { expected });
  }
}

function checkAudience(
  judgement: Judgement,
  claims: Claims,
  expected: string | undefined,
  at: Place | undefined,
): void {
  const { audiences } = claims;
  const actual = audiences.join(', ');
  if (expected === undefined) {
    judgement.notAsked(
      'audience',
      audiences.length === 0 ? 'The token names no audience.' : 'Nobody asked for an audience.',
      actual === '' ? undefined : actual,
    );
    return;
  }
  if (audiences.length === 0) {
    judgement.fail('audience', 'The token names no audience.', { expected });
    return;
  }
  if (audiences.includes(expected)) {
    judgement.pass('audience', 'The audience is the expected one.', { expected, actual });
    return;
  }
  const hint = audienceHint(claims, expected);
  judgement.fail(
    'audience',
    `The token is for another audience.${nearMiss(expected, audiences[0] ?? '')}${hint === undefined ? '' : ` ${hint.message}`}`,
    { expected, actual, ...(hint === undefined ? {} : { fix: hint.fix }) },
    at,
  );
}

function checkIssuer(
  judgement: Judgement,
  claims: Claims,
  expected: string | undefined,
  at: Place | undefined,
): void {
  const actual = claims.issuer;
  if (expected === undefined) {
    judgement.notAsked(
      'issuer',
      actual === undefined ? 'The token names no issuer.' : 'Nobody asked for an issuer.',
      actual,
    );
    return;
  }
  if (actual === undefined) judgement.fail('issuer', 'The token names no issuer.', { expected });
  else if (actual === expected)
    judgement.pass('issuer', 'The issuer is the expected one.', { expected, actual });
  else {
    const hint = issuerHint(expected, actual);
    judgement.fail(
      'issuer',
      `The token comes from another issuer.${nearMiss(expected, actual)}${hint === undefined ? '' : ` ${hint.message}`}`,
      { expected, actual, ...(hint === undefined ? {} : { fix: hint.fix }) },
      at,
    );
  }
}

function checkUser(judgement: Judgement, claims: Claims, expected: string | undefined): void {
  if (expected === undefined) {
    const name = USER_CLAIMS.find((one) => stringOf(claims.root, one) !== undefined);
    judgement.notAsked('user', 'Nobody asked for a user.', stringOf(claims.root, name ?? ''));
    return;
  }
  const found = USER_CLAIMS.flatMap((name) => {
    const value = stringOf(claims.root, name);
    return value === undefined ? [] : [{ name, value }];
  });
  const first = found[0];
  const match = found.find(({ value }) => value === expected);
  const actual = found.map(({ name, value }) => `${name} ${value}`).join(', ');
  if (match !== undefined) {
    const doubt = ['sub', 'oid'].includes(match.name) ? '' : ' Do not key users by it: it can change.';
    judgement.pass('user', `The user is the expected one, by "${match.name}".${doubt}`, {
      expected,
      actual: match.value,
    });
  } else if (first === undefined) judgement.fail('user', 'The token names no user.', { expected });
  else
    judgement.fail('user', `The token is for another user.${nearMiss(expected, first.value)}`, {
      expected,
      actual,
    });
}
