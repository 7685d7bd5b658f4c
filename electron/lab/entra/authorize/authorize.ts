import type { LabContext } from '../../platform/arrival.ts';
import { note } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { clientIn, principalOf } from '../clients/client.ts';
import type { Tenant } from '../directory.ts';
import { formOf, type Parameters } from '../endpoint.ts';
import { realmOf } from '../realm.ts';
import { refusalPage } from '../refusals/answer.ts';
import { EntraRefusal } from '../refusals/entra-refusal.ts';
import { adminConsentNeeded, consentDeclined, consentNeeded } from '../refusals/person-refusals.ts';
import { malformed, resourceNotListed } from '../refusals/request-refusals.ts';
import { missingConsent, needsAdministrator, requiredScopes } from '../resources/permissions.ts';
import { type Wanted, wantedByResource, wantedByScope } from '../resources/wanted.ts';
import { signInFor } from '../sign-in/ask.ts';
import { resumeOf } from '../sign-in/pending.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { consentLines, consentPage, giveConsent, isAdministrator, isCanary } from './consent.ts';
import { issueAnswer } from './issue-answer.ts';
import { type AuthorizationRequest, addressed, authorizationRequest } from './request.ts';
import { replyRefusal } from './response.ts';

/**
 * The authorization endpoint (RFC 6749 section 3.1) of v1 or v2: signs the person in, asks for consent, answers the
 * application. A POST is either the decision of the consent page or a request in a form, which is asked again by GET.
 */
export async function authorize(ground: LabGround, context: LabContext, version: 1 | 2): Promise<Response> {
  const sent = context.req.method === 'POST' ? await formOf(context) : undefined;
  if (sent?.get('client_id') !== undefined) {
    realmOf(ground, context.req.param('tenant') ?? '');
    return byGet(context, sent);
  }
  const from = addressed(ground, context, version);
  note(context, 'authorize', { clientId: from.registration.application.appId });
  try {
    return await answer(ground, context, authorizationRequest(from), sent);
  } catch (thrown) {
    if (thrown instanceof EntraRefusal) return replyRefusal(ground, context, from.replyTo, thrown);
    throw thrown;
  }
}

/** Characters of an address that every browser and server takes. */
const MOST_IN_ADDRESS = 8_000;

/** @throws EntraRefusal for more than an address holds */
function byGet(context: LabContext, sent: Parameters): Response {
  if (sent.text.length > MOST_IN_ADDRESS) throw malformed();
  return context.redirect(`${new URL(context.req.url).pathname}?${sent.text}`, 303);
}

async function answer(
  ground: LabGround,
  context: LabContext,
  request: AuthorizationRequest,
  sent: Parameters | undefined,
): Promise<Response> {
  const { realm, registration, parameters, prompt } = request;
  const { application } = registration;
  // What is wanted is judged before anybody is asked to sign in, as far as the tenant is known.
  const known = realm.tenant === undefined ? undefined : wantedIn(request, realm.tenant);
  const loginHint = parameters.get('login_hint');
  const domainHint = parameters.get('domain_hint');
  const api = known?.resource?.principal.appId;
  const outcome = await signInFor(ground, context, {
    ...(realm.tenant === undefined ? {} : { tenant: realm.tenant }),
    appId: application.appId,
    audience: api === undefined ? [] : [api],
    ...(loginHint === undefined ? {} : { loginHint }),
    ...(domainHint === undefined ? {} : { domainHint }),
    ...(prompt === undefined ? {} : { prompt }),
    requireMfa: request.requireMfa,
    resume: resumeOf(context),
  });
  if ('answer' in outcome) return outcome.answer;
  if ('refusal' in outcome) {
    // Nobody is there to read a page when the application asked for silence.
    if (prompt === 'none') throw outcome.refusal;
    return refusalPage(ground, context, outcome.refusal);
  }
  const person = outcome.signedIn;
  const wanted = known ?? wantedIn(request, person.tenant);
  const consent = await askForConsent(ground, context, request, person, wanted, sent);
  if (consent !== undefined) return consent;
  const client = clientIn(person.tenant, registration);
  if (client === undefined) throw consentNeeded(application.appId, application.displayName);
  return issueAnswer(ground, context, request, client, person, wanted);
}

function wantedIn({ version, scope, resource, registration }: AuthorizationRequest, tenant: Tenant): Wanted {
  if (version === 2) return wantedByScope(tenant, scope, registration.application.displayName);
  const oidc = ['openid', 'profile', 'email', 'offline_access'];
  if (resource === undefined) return { permissions: [], isDefault: false, oidc };
  return { ...wantedByResource(tenant, resource), oidc };
}

/** @returns the page or answer in the way; undefined where everything was consented to */
async function askForConsent(
  ground: LabGround,
  context: LabContext,
  request: AuthorizationRequest,
  person: SignedIn,
  wanted: Wanted,
  sent: Parameters | undefined,
): Promise<Response | undefined> {
  const { registration, prompt } = request;
  const { application } = registration;
  const { tenant, user } = person;
  const principal = principalOf(tenant, application.appId);
  const required = requiredScopes(wanted.resource?.principal, application.requiredResourceAccess);
  const everything = {
    ...(wanted.resource === undefined ? {} : { resource: wanted.resource.principal }),
    permissions: wanted.isDefault ? required : wanted.permissions,
    oidc: wanted.oidc,
  };
  const found =
    principal === undefined ? everything : missingConsent(tenant, principal, user.id, wanted, required);
  const decision = sent?.get('consent');
  if (decision !== undefined && !isCanary(ground, context, sent?.get('canary'))) throw malformed();
  const missing = found ?? (prompt === 'consent' && decision === undefined ? everything : undefined);
  if (missing === undefined) {
    if (decision === 'decline') throw consentDeclined();
    return undefined;
  }
  if (wanted.isDefault && required.length === 0 && found !== undefined)
    throw resourceNotListed(application.appId, application.displayName, wanted.resource?.identifier ?? '');
  if (prompt === 'none') throw consentNeeded(application.appId, application.displayName);
  const isAdmin = isAdministrator(person);
  if (needsAdministrator(missing) && !isAdmin) {
    return refusalPage(ground, context, adminConsentNeeded(application.appId, application.displayName));
  }
  if (decision === undefined) {
    const how = isAdmin ? 'self-or-all' : 'self';
    return consentPage(ground, context, person, consentLines(registration, missing), how);
  }
  if (decision !== 'accept') throw consentDeclined();
  const forAll = isAdmin && sent?.get('for_all') === 'yes';
  giveConsent(ground, tenant, registration, missing, forAll ? undefined : user.id);
  return undefined;
}
