import { memberOf } from '../../json/node.ts';
import { durationText, isoOf } from '../../saml/instant.ts';
import type { Claims } from '../claims.ts';
import type { Judgement, Place } from '../judgement.ts';
import type { JwtRuleId } from '../rules.ts';
import type { TextView } from '../text-view.ts';

/** As of when, and how exactly. */
export interface TimeContext {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Milliseconds of tolerance. */
  readonly skew: number;
}

/** Expiry, not-before and issue time (RFC 7519 sections 4.1.4 to 4.1.6). */
export function checkTimes(judgement: Judgement, claims: Claims, time: TimeContext, view: TextView): void {
  const now = isoOf(time.now);
  checkExpiry(judgement, claims, time, now, placeOf(claims, 'exp', view));
  checkStart(judgement, 'time.not-before', claims.notBefore, time, now, placeOf(claims, 'nbf', view));
  checkStart(judgement, 'time.issued-at', claims.issuedAt, time, now, placeOf(claims, 'iat', view));
}

function placeOf(claims: Claims, name: string, view: TextView): Place | undefined {
  const member = claims.root.byName.get(name);
  return member === undefined ? undefined : { view, start: member.start, end: member.value.end };
}

function checkExpiry(
  judgement: Judgement,
  { root, expiry, issuedAt }: Claims,
  { now, skew }: TimeContext,
  actual: string,
  at: Place | undefined,
): void {
  if (memberOf(root, 'exp') === undefined) {
    judgement.warn('time.expiry', 'The token never expires: it has no "exp".', {
      fix: 'Have the issuer set an expiry; a token without one is good for ever.',
    });
    return;
  }
  // Of the wrong type: claims.type or token.number has said so.
  if (expiry === undefined) return;
  const end = expiry * 1000;
  const values = { expected: `before ${isoOf(end)}`, actual };
  const life = issuedAt === undefined ? '' : ` It was made for ${durationText(end - issuedAt * 1000)}.`;
  if (now - skew >= end)
    judgement.fail('time.expiry', `The token expired ${durationText(now - end)} ago.${life}`, values, at);
  else if (now >= end)
    judgement.pass('time.expiry', `The token expired just now, within the clock skew allowed.`, values);
  else judgement.pass('time.expiry', `The token is valid for another ${durationText(end - now)}.`, values);
}

function checkStart(
  judgement: Judgement,
  rule: Extract<JwtRuleId, 'time.not-before' | 'time.issued-at'>,
  seconds: number | undefined,
  { now, skew }: TimeContext,
  actual: string,
  at: Place | undefined,
): void {
  if (seconds === undefined) return;
  const start = seconds * 1000;
  const isStart = rule === 'time.not-before';
  const values = { expected: `at or after ${isoOf(start)}`, actual };
  if (now + skew < start)
    judgement.fail(
      rule,
      isStart
        ? `The token becomes valid in ${durationText(start - now)}.`
        : `The token says that it will be made in ${durationText(start - now)}.`,
      values,
      at,
    );
  else
    judgement.pass(
      rule,
      isStart
        ? `The token has been valid for ${durationText(now - start)}.`
        : `The token was made ${durationText(now - start)} ago.`,
      values,
    );
}
