import { html } from 'hono/html';
import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { button, field, form, page } from '../../platform/page.ts';
import {
  canaryOf,
  consentLines,
  consentPage,
  giveConsent,
  isAdministrator,
  isCanary,
} from '../authorize/consent.ts';
import { principalOf, type Registration, registrationIn } from '../clients/client.ts';
import type { Tenant } from '../directory.ts';
import { formOf, type Parameters } from '../endpoint.ts';
import { keptSubject } from '../grants/refresh-tokens.ts';
import { realmOf } from '../realm.ts';
import { refusalPage } from '../refusals/answer.ts';
import { adminConsentNeeded } from '../refusals/person-refusals.ts';
import { malformed } from '../refusals/request-refusals.ts';
import { missingConsent, needsAdministrator, requiredScopes } from '../resources/permissions.ts';
import { type Wanted, wantedByResource, wantedByScope } from '../resources/wanted.ts';
import { signInFor } from '../sign-in/ask.ts';
import { resumeOf } from '../sign-in/pending.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import type { DeviceCode } from '../sign-in-state.ts';
import { signInName } from '../tokens/claims-of-person.ts';

const SERVICE = 'Microsoft Entra ID';

/**
 * The page where a person enters the code that a device shows (RFC 8628 section 3.3): code, sign-in, confirmation that
 * they mean this application, consent.
 */
export async function devicePage(ground: LabGround, context: LabContext): Promise<Response> {
  const sent = context.req.method === 'POST' ? await formOf(context) : undefined;
  const typed = sent?.get('otc');
  if (typed !== undefined) return entered(ground, context, typed);
  const code = context.req.query('code');
  if (code === undefined) return codeForm(context);
  const device = deviceOf(ground, code);
  if (device === undefined) return codeForm(context, WRONG);
  const registration = registrationIn(ground, realmOf(ground, device.realm), device.clientId);
  const { tenant } = realmOf(ground, device.realm);
  const outcome = await signInFor(ground, context, {
    ...(tenant === undefined ? {} : { tenant }),
    appId: device.clientId,
    audience: tenant === undefined ? [] : audienceOf(wantedBy(device, registration, tenant)),
    resume: resumeOf(context),
  });
  if ('answer' in outcome) return outcome.answer;
  if ('refusal' in outcome) return refusalPage(ground, context, outcome.refusal);
  return decide(ground, context, device, registration, outcome.signedIn, sent);
}

const WRONG = 'That code didn’t work. Check the code and try again.';

function entered(ground: LabGround, context: LabContext, typed: string): Response | Promise<Response> {
  const code = typed.replace(/[\s-]/g, '').toUpperCase();
  if (deviceOf(ground, code) === undefined) return codeForm(context, WRONG);
  return context.redirect(`/common/oauth2/deviceauth?code=${encodeURIComponent(code)}`, 303);
}

function deviceOf(ground: LabGround, userCode: string): DeviceCode | undefined {
  for (const device of ground.state.entraSignIn.deviceCodes.values()) {
    const isOpen =
      device.subject === undefined && device.declined !== true && device.expires > ground.clock.now();
    if (isOpen && device.userCode === userCode) return device;
  }
  return undefined;
}

function codeForm(context: LabContext, error?: string): Promise<Response> {
  return page(context, {
    title: 'Enter code',
    heading: 'Enter code to allow access',
    service: SERVICE,
    body: form({
      action: '/common/oauth2/deviceauth',
      body: html`<p>Once you enter the code displayed on your app or device, it will have access to your account. Enter codes from sources you trust only.</p>
${field({ name: 'otc', label: 'Code', autofocus: true, ...(error === undefined ? {} : { error }) })}
<div class="buttons">${button('Next', { id: 'next' })}</div>`,
    }),
  });
}

async function decide(
  ground: LabGround,
  context: LabContext,
  device: DeviceCode,
  registration: Registration,
  person: SignedIn,
  sent: Parameters | undefined,
): Promise<Response> {
  const { tenant, user } = person;
  const { application } = registration;
  const wanted = wantedBy(device, registration, tenant);
  const principal = principalOf(tenant, application.appId);
  const required = requiredScopes(wanted.resource?.principal, application.requiredResourceAccess);
  const missing =
    principal === undefined
      ? {
          ...(wanted.resource === undefined ? {} : { resource: wanted.resource.principal }),
          permissions: wanted.isDefault ? required : wanted.permissions,
          oidc: wanted.oidc,
        }
      : missingConsent(tenant, principal, user.id, wanted, required);
  if (missing !== undefined && needsAdministrator(missing) && !isAdministrator(person))
    return refusalPage(ground, context, adminConsentNeeded(application.appId, application.displayName));
  const decision = sent?.get('confirm') ?? sent?.get('consent');
  if (decision === undefined) {
    return missing === undefined
      ? confirmation(ground, context, registration, person)
      : consentPage(ground, context, person, consentLines(registration, missing), 'self');
  }
  if (!isCanary(ground, context, sent?.get('canary'))) throw malformed();
  if (decision !== 'accept') {
    device.declined = true;
    return ending(context, 'Cancelled', 'You cancelled. You may close this window.');
  }
  if (missing !== undefined) giveConsent(ground, tenant, registration, missing, user.id);
  device.subject = keptSubject(person);
  return ending(
    context,
    'Signed in',
    `You have signed in to the ${application.displayName} application on your device. You may now close this window.`,
  );
}

function confirmation(
  ground: LabGround,
  context: LabContext,
  { application }: Registration,
  person: SignedIn,
): Promise<Response> {
  const { pathname, search } = new URL(context.req.url);
  return page(context, {
    title: `Are you trying to sign in to ${application.displayName}?`,
    service: SERVICE,
    body: html`<p class="who" id="who">${signInName(person)}</p>
<p>Only continue if you downloaded the app from a store or website that you trust.</p>
${form({
  action: `${pathname}${search}`,
  hidden: { canary: canaryOf(ground, context) },
  body: html`<div class="buttons">${button('Cancel', { name: 'confirm', value: 'decline', quiet: true })}${button('Continue', { name: 'confirm', value: 'accept' })}</div>`,
})}`,
  });
}

function ending(context: LabContext, title: string, text: string): Promise<Response> {
  return page(context, { title, service: SERVICE, body: html`<p id="message">${text}</p>` });
}

function wantedBy(device: DeviceCode, { application }: Registration, tenant: Tenant): Wanted {
  return device.version === 2
    ? wantedByScope(tenant, device.scope, application.displayName)
    : wantedByResource(tenant, device.resource);
}

function audienceOf({ resource }: Wanted): string[] {
  return resource === undefined ? [] : [resource.principal.appId];
}
