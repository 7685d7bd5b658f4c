import type { Check } from '../../../../shared/core/inspector/report.ts';

/** What Identity Center shows the person, as AWS's troubleshooting pages quote it. */
export const UNEXPECTED = 'An unexpected error has occurred';
export const NOT_YOU = 'It’s not you, it’s us';
export const INVALID_MFA = 'Invalid MFA credentials';

/** Why a sign-in was refused. */
export interface SignInRefusal {
  /** What the person sees. */
  readonly shown: string;
  /** What stands in the trail. */
  readonly trail: string;
  /** The product's check that failed, for the request log. */
  readonly check?: string;
}

/**
 * What the trail says and what the person sees, by the check that failed first: the longest beginning that fits. Of the
 * trail's texts AWS's are those about the name id policy format and the request id; the others follow their manner.
 */
const REFUSALS: readonly (readonly [check: string, shown: string, trail: string])[] = [
  ['aws.name-id-format', UNEXPECTED, 'Response contains invalid name id policy format'],
  ['aws.name-id', UNEXPECTED, 'Response contains invalid name id'],
  ['subject.name-id', UNEXPECTED, 'Response contains invalid name id'],
  ['subject.sp-name-qualifier', UNEXPECTED, 'Response contains invalid name id'],
  ['subject.', UNEXPECTED, 'Response contains invalid subject confirmation'],
  ['in-response-to', UNEXPECTED, 'Not a valid response for the provided request id'],
  ['aws.assertion-size', UNEXPECTED, 'Response is too large'],
  ['aws.access-control', UNEXPECTED, 'Response contains invalid attributes for access control'],
  ['aws.not-encrypted', UNEXPECTED, 'Response contains encrypted assertion'],
  ['encryption.', UNEXPECTED, 'Response contains encrypted assertion'],
  ['aws.one-assertion', UNEXPECTED, 'Response does not contain exactly one assertion'],
  ['structure.assertion-count', UNEXPECTED, 'Response does not contain exactly one assertion'],
  ['status', UNEXPECTED, 'Response status is not success'],
  ['aws.audience', UNEXPECTED, 'Response contains invalid audience'],
  ['audience', UNEXPECTED, 'Response contains invalid audience'],
  ['aws.application', UNEXPECTED, 'Response contains invalid recipient'],
  ['aws.acs', UNEXPECTED, 'Response contains invalid recipient'],
  ['recipient', UNEXPECTED, 'Response contains invalid recipient'],
  ['destination', UNEXPECTED, 'Response contains invalid destination'],
  ['issuer', NOT_YOU, 'Response contains invalid issuer'],
  ['time.', NOT_YOU, 'Response is not valid at this time'],
  ['signature.', NOT_YOU, 'Response contains invalid signature'],
  ['aws.', UNEXPECTED, 'Response contains invalid attributes'],
  ['attributes.', UNEXPECTED, 'Response contains invalid attributes'],
  ['xml.', UNEXPECTED, 'Response is malformed'],
  ['structure.', UNEXPECTED, 'Response is malformed'],
];

/** Warnings of the verifier that a service provider must not let pass: readers could take the message for another. */
const NOT_TOLERATED = new Set([
  'transport.encoding',
  'transport.binding',
  'xml.comments',
  'signature.place',
  'audience.present',
  'issuer.present',
  'time.confirmation',
]);

/** @returns the first check for which the message is refused; undefined where there is none */
export function decisiveCheck(checks: readonly Check[]): Check | undefined {
  return (
    checks.find(({ status }) => status === 'fail') ??
    checks.find(({ id, status }) => status === 'warn' && NOT_TOLERATED.has(id))
  );
}

/** What a failed check means for the person and the trail. */
export function refusalOf(check: string): SignInRefusal {
  const [, shown = UNEXPECTED, trail = 'Response is invalid'] =
    REFUSALS.find(([beginning]) => check.startsWith(beginning)) ?? [];
  return { shown, trail, check };
}
