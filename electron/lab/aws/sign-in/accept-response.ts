import { AWS_ACCESS_CONTROL } from '../../../../shared/core/claims/saml.ts';
import type { InspectedMessage } from '../../../../shared/core/inspector/report.ts';
import { readInstant } from '../../../../shared/core/saml/instant.ts';
import type { LabGround } from '../../platform/ground.ts';
import { IdentityStore, type StoreUser } from '../identity-store.ts';
import { namesOf } from './instance-names.ts';
import { bytesOfField, CLOCK_SKEW, type JudgedResponse, judgeResponse } from './judge-response.ts';
import { decisiveCheck, INVALID_MFA, refusalOf, type SignInRefusal, UNEXPECTED } from './refusals.ts';
import { remember } from './remember.ts';

/** Milliseconds an AuthnRequest waits for its answer. */
export const REQUEST_LIFETIME = 3_600_000;
/** Milliseconds an assertion's id is kept where its conditions set no end. */
const WITHOUT_END = 365 * 86_400_000;

/** A sign-in that Identity Center takes. */
export interface AcceptedSignIn {
  readonly user: StoreUser;
  /** Attributes for access control, by key. */
  readonly attributes: Readonly<Record<string, string>>;
  /** SessionNotOnOrAfter, epoch milliseconds. */
  readonly sessionEnd?: number;
  /** Where the person wanted to go, a path of the portal; undefined where the identity provider started it. */
  readonly continueTo?: string;
}

export type SignInOutcome =
  | { readonly accepted: AcceptedSignIn; readonly report: InspectedMessage }
  | { readonly refused: SignInRefusal; readonly report?: InspectedMessage };

/**
 * Decides on a response that was posted to the assertion consumer service (SAML 2.0 Profiles section 4.1.4.3): the product's
 * verifier, then what only this side knows: the request it answers, the user, and whether the assertion was used before.
 *
 * @param samlResponse the form field, base64
 */
export function acceptResponse(ground: LabGround, samlResponse: string): SignInOutcome {
  const { aws } = ground.state;
  const provider = aws.identityCenter.identityProvider;
  if (provider === undefined)
    return { refused: { shown: UNEXPECTED, trail: 'No external identity provider is configured' } };
  const bytes = bytesOfField(samlResponse);
  if (bytes === undefined) return { refused: refusalOf('xml.well-formed') };
  const now = ground.clock.now();
  const { requests, usedAssertions } = aws.signIn;
  const waiting = (id: string): boolean =>
    (requests.get(id)?.createdAt ?? Number.NEGATIVE_INFINITY) + REQUEST_LIFETIME > now;
  const judged = judgeResponse(ground, namesOf(aws), provider, bytes, waiting);
  const { report } = judged;
  const refused = refusedByVerifier(judged);
  if (refused !== undefined) return { refused, report };
  const used = usedAssertions.get(judged.assertionId ?? '');
  if (used !== undefined && used > now)
    return { refused: { shown: UNEXPECTED, trail: 'Response has already been used' }, report };
  const user = userNamed(ground, report.subject?.nameId ?? '');
  if ('trail' in user) return { refused: user, report };
  const end = report.notOnOrAfter === undefined ? now + WITHOUT_END : Date.parse(report.notOnOrAfter);
  remember(usedAssertions, judged.assertionId ?? '', end + (CLOCK_SKEW + 1) * 1000, (until) => until, now);
  const request = requests.get(judged.inResponseTo ?? '');
  requests.delete(judged.inResponseTo ?? '');
  return {
    report,
    accepted: {
      user,
      attributes: accessControlOf(report),
      ...sessionEndOf(report),
      ...(request === undefined ? {} : { continueTo: request.continueTo }),
    },
  };
}

function refusedByVerifier({ report, assertionId, inResponseTo }: JudgedResponse): SignInRefusal | undefined {
  const check = decisiveCheck(report.checks);
  if (check !== undefined) {
    const refusal = refusalOf(check.id);
    return check.id.startsWith('in-response-to') && inResponseTo !== undefined
      ? { ...refusal, trail: `${refusal.trail}: ${inResponseTo.slice(0, 200)}` }
      : refusal;
  }
  // A bare assertion or an answer of another protocol can be sound and is still no answer of this binding.
  if (report.kind !== 'saml-response' || assertionId === undefined) return refusalOf('structure.kind');
  return report.verdict === 'valid' ? undefined : refusalOf('signature.present');
}

/** Identity Center compares user names to the letter, and makes no user by itself. */
function userNamed(ground: LabGround, nameId: string): StoreUser | SignInRefusal {
  const user = new IdentityStore(ground.state.aws.identityStore).userByName(nameId);
  if (user === undefined) return { shown: INVALID_MFA, trail: 'User is not provisioned', check: 'aws.user' };
  if (user.userName !== nameId) return refusalOf('aws.name-id');
  if (!user.active) return { shown: UNEXPECTED, trail: 'User is disabled', check: 'aws.user' };
  return user;
}

function accessControlOf({ claims }: InspectedMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    claims
      .filter(({ name, signed }) => signed && name.startsWith(AWS_ACCESS_CONTROL))
      .map(({ name, values }) => [name.slice(AWS_ACCESS_CONTROL.length), values[0] ?? '']),
  );
}

function sessionEndOf({ claims }: InspectedMessage): { sessionEnd?: number } {
  const text = claims.find(({ name }) => name === 'SessionNotOnOrAfter')?.values[0];
  const end = text === undefined ? undefined : readInstant(text).ms;
  return end === undefined ? {} : { sessionEnd: end };
}
