import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { type Registration, registrationIn } from '../clients/client.ts';
import { redirectTarget } from '../clients/redirect-uri.ts';
import type { ServicePrincipal, Tenant } from '../directory.ts';
import { formOf } from '../endpoint.ts';
import { realmOf } from '../realm.ts';
import { refusalPage } from '../refusals/answer.ts';
import { adminConsentNeeded, consentDeclined } from '../refusals/person-refusals.ts';
import { malformed, missingParameter } from '../refusals/request-refusals.ts';
import type { MissingConsent } from '../resources/permissions.ts';
import { wantedByScope } from '../resources/wanted.ts';
import { signInFor } from '../sign-in/ask.ts';
import { resumeOf } from '../sign-in/pending.ts';
import { consentPage, ensurePrincipal, giveConsent, isAdministrator, isCanary } from './consent.ts';
import { type ReplyTo, reply, replyRefusal } from './response.ts';

/** What an administrator is asked for at once: delegated permissions, and application permissions by their roles. */
interface Everything {
  readonly scopes: readonly MissingConsent[];
  readonly roles: readonly {
    readonly resource: ServicePrincipal;
    readonly id: string;
    readonly value: string;
  }[];
}

/**
 * The admin consent endpoint: an administrator consents for everybody, to what the registration lists (or, in v2, to the
 * scopes that are named), application permissions included.
 */
export async function adminConsent(ground: LabGround, context: LabContext): Promise<Response> {
  const realm = realmOf(ground, context.req.param('tenant') ?? '');
  const clientId = context.req.query('client_id');
  if (clientId === undefined) throw missingParameter('client_id');
  const registration = registrationIn(ground, realm, clientId);
  const { application } = registration;
  const state = context.req.query('state');
  const replyTo: ReplyTo = {
    target: redirectTarget(application, context.req.query('redirect_uri')),
    mode: 'query',
    ...(state === undefined ? {} : { state }),
  };
  const outcome = await signInFor(ground, context, {
    ...(realm.tenant === undefined ? {} : { tenant: realm.tenant }),
    resume: resumeOf(context),
  });
  if ('answer' in outcome) return outcome.answer;
  if ('refusal' in outcome) return refusalPage(ground, context, outcome.refusal);
  const person = outcome.signedIn;
  if (!isAdministrator(person))
    return refusalPage(ground, context, adminConsentNeeded(application.appId, application.displayName));
  const everything = everythingFor(person.tenant, registration, context.req.query('scope'));
  const sent = context.req.method === 'POST' ? await formOf(context) : undefined;
  const decision = sent?.get('consent');
  if (decision === undefined) {
    const lines = [
      ...everything.scopes.flatMap(({ permissions, resource }) =>
        permissions.map((value) => `${value} (${resource?.displayName ?? ''})`),
      ),
      ...everything.roles.map(
        ({ value, resource }) => `${value} (${resource.displayName}, as the application itself)`,
      ),
    ];
    const asked = {
      application: application.displayName,
      lines: lines.length > 0 ? lines : ['Sign in users'],
    };
    return consentPage(ground, context, person, asked, 'all');
  }
  if (!isCanary(ground, context, sent?.get('canary'))) throw malformed();
  if (decision !== 'accept') return replyRefusal(ground, context, replyTo, consentDeclined());
  grantAll(ground, person.tenant, registration, everything);
  const scope = context.req.query('scope');
  return reply(context, replyTo, {
    admin_consent: 'True',
    tenant: person.tenant.id,
    ...(scope === undefined ? {} : { scope }),
  });
}

function everythingFor(tenant: Tenant, { application }: Registration, scope: string | undefined): Everything {
  const roles: { resource: ServicePrincipal; id: string; value: string }[] = [];
  const scopes: MissingConsent[] = [];
  const asked = scope === undefined ? undefined : wantedByScope(tenant, scope, application.displayName);
  if (asked !== undefined && !asked.isDefault) {
    const resource = asked.resource?.principal;
    return {
      roles,
      scopes: [
        { ...(resource === undefined ? {} : { resource }), permissions: asked.permissions, oidc: asked.oidc },
      ],
    };
  }
  for (const { resourceAppId, resourceAccess } of application.requiredResourceAccess) {
    const resource = [...tenant.servicePrincipals.values()].find(({ appId }) => appId === resourceAppId);
    if (resource === undefined) continue;
    const permissions: string[] = [];
    for (const { id, type } of resourceAccess) {
      const known = type === 'Scope' ? resource.scopes : resource.appRoles;
      const value = known.find((candidate) => candidate.id === id)?.value;
      if (value === undefined) continue;
      if (type === 'Scope') permissions.push(value);
      else roles.push({ resource, id, value });
    }
    if (permissions.length > 0) scopes.push({ resource, permissions, oidc: [] });
  }
  return { scopes, roles };
}

function grantAll(
  ground: LabGround,
  tenant: Tenant,
  registration: Registration,
  { scopes, roles }: Everything,
): void {
  const client = ensurePrincipal(ground, tenant, registration);
  for (const missing of scopes) giveConsent(ground, tenant, registration, missing, undefined);
  for (const { resource, id: appRoleId } of roles) {
    const has = [...tenant.appRoleAssignments.values()].some(
      (given) =>
        given.principalId === client.id && given.resourceId === resource.id && given.appRoleId === appRoleId,
    );
    if (has) continue;
    const id = ground.random.token(43);
    tenant.appRoleAssignments.set(id, {
      id,
      principalId: client.id,
      principalType: 'ServicePrincipal',
      resourceId: resource.id,
      appRoleId,
      createdDateTime: new Date(ground.clock.now()).toISOString(),
    });
  }
}
