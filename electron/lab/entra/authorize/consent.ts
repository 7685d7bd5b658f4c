import { createHash, timingSafeEqual } from 'node:crypto';
import { html } from 'hono/html';
import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { button, form, type Markup, page } from '../../platform/page.ts';
import type { Registration } from '../clients/client.ts';
import { principalOf } from '../clients/client.ts';
import type { ServicePrincipal, Tenant } from '../directory.ts';
import type { MissingConsent } from '../resources/permissions.ts';
import { OIDC_SCOPES, withGraph } from '../resources/wanted.ts';
import { browserOf } from '../sign-in/sessions.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { signInName } from '../tokens/claims-of-person.ts';

/** Roles whose holders may consent for the whole tenant. */
const ADMINISTRATORS: readonly string[] = [
  '62e90394-69f5-4237-9190-012177145e10', // Global Administrator
  'e8611ab8-c189-46e8-94f1-60213ab1f814', // Privileged Role Administrator
  '158c047a-c907-4556-b7ef-446551a6b5f7', // Cloud Application Administrator
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', // Application Administrator
];

export function isAdministrator({ user }: SignedIn): boolean {
  return user.directoryRoles?.some((role) => ADMINISTRATORS.includes(role)) === true;
}

/** What a page asks consent for, line by line. */
export interface ConsentLines {
  readonly application: string;
  readonly lines: readonly string[];
}

/**
 * The consent page. It posts `consent` and a proof that this browser was asked, back to the address it stands at.
 *
 * @param forAll offers to consent for the whole tenant
 */
export function consentPage(
  ground: LabGround,
  context: LabContext,
  person: SignedIn,
  asked: ConsentLines,
  how: 'self' | 'self-or-all' | 'all',
): Promise<Response> {
  const { pathname, search } = new URL(context.req.url);
  const choice: Markup =
    how === 'self-or-all'
      ? html`<p><label><input type="checkbox" id="for-all" name="for_all" value="yes"> Consent on behalf of your organization</label></p>`
      : html``;
  return page(context, {
    title: 'Permissions requested',
    service: `Microsoft Entra ID - ${person.tenant.displayName}`,
    body: html`<p class="who" id="who">${signInName(person)}</p>
<p><strong id="application">${asked.application}</strong> would like to:</p>
<ul id="permissions">${asked.lines.map((line) => html`<li>${line}</li>`)}</ul>
${how === 'all' ? html`<p>If you accept, this app will get access to the specified resources for all users in your organization.</p>` : ''}
${form({
  action: `${pathname}${search}`,
  hidden: { canary: canaryOf(ground, context) },
  body: html`${choice}<div class="buttons">${button('Cancel', { name: 'consent', value: 'decline', quiet: true })}${button('Accept', { name: 'consent', value: 'accept' })}</div>`,
})}`,
  });
}

/** @returns true where a posted decision comes from the page this browser was shown for this address */
export function isCanary(ground: LabGround, context: LabContext, sent: string | undefined): boolean {
  const [given, expected] = [Buffer.from(sent ?? ''), Buffer.from(canaryOf(ground, context))];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Proves that a form was shown to this browser at this address. */
export function canaryOf(ground: LabGround, context: LabContext): string {
  const { pathname, search } = new URL(context.req.url);
  return createHash('sha256')
    .update(`${browserOf(ground, context)}\n${pathname}${search}`)
    .digest('base64url');
}

/** Lines of a consent page for what is missing. */
export function consentLines(registration: Registration, missing: MissingConsent): ConsentLines {
  const { resource, permissions, oidc } = missing;
  const texts = permissions.map((value) => {
    const name = resource?.scopes.find((scope) => scope.value === value)?.adminConsentDisplayName ?? value;
    return resource === undefined ? name : `${name} (${resource.displayName})`;
  });
  return {
    application: registration.application.displayName,
    lines: [
      ...texts,
      ...(resource === undefined || permissions.length === 0 ? ['Sign you in and read your profile'] : []),
      ...(oidc.includes('offline_access') ? ['Maintain access to data you have given it access to'] : []),
    ],
  };
}

/**
 * Writes a consent into the directory: the service principal where there is none yet, and the grant.
 *
 * @param userId absent for everybody
 */
export function giveConsent(
  ground: LabGround,
  tenant: Tenant,
  registration: Registration,
  missing: MissingConsent,
  userId: string | undefined,
): void {
  const client = ensurePrincipal(ground, tenant, registration);
  const resource =
    missing.resource ?? withGraph(tenant, { permissions: [], isDefault: false, oidc: [] }).resource.principal;
  const values = [...missing.permissions, ...missing.oidc.filter((value) => OIDC_SCOPES.includes(value))];
  for (const grant of tenant.permissionGrants.values()) {
    const isSame =
      grant.clientId === client.id &&
      grant.resourceId === resource.id &&
      (userId === undefined ? grant.consentType === 'AllPrincipals' : grant.principalId === userId);
    if (!isSame) continue;
    grant.scope = [...new Set([...grant.scope.split(/\s+/), ...values])]
      .filter((value) => value !== '')
      .join(' ');
    return;
  }
  const id = ground.random.token(43);
  tenant.permissionGrants.set(id, {
    id,
    clientId: client.id,
    resourceId: resource.id,
    consentType: userId === undefined ? 'AllPrincipals' : 'Principal',
    ...(userId === undefined ? {} : { principalId: userId }),
    scope: values.length === 0 ? 'openid profile' : values.join(' '),
  });
}

/** A multi-tenant application gets its service principal in a tenant by the first consent there. */
export function ensurePrincipal(
  ground: LabGround,
  tenant: Tenant,
  registration: Registration,
): ServicePrincipal {
  const { application } = registration;
  const known = principalOf(tenant, application.appId);
  if (known !== undefined) return known;
  const made: ServicePrincipal = {
    id: ground.random.uuid(),
    appId: application.appId,
    displayName: application.displayName,
    accountEnabled: true,
    appRoleAssignmentRequired: false,
    servicePrincipalType: 'Application',
    servicePrincipalNames: [application.appId, ...application.identifierUris],
    appRoles: application.appRoles,
    scopes: application.scopes,
    replyUrls: [...application.web.redirectUris],
    tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
    signingKeys: [],
    samlSigning: { option: 'assertion', hash: 'sha256' },
    nameId: {
      source: 'user.userprincipalname',
      format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    },
    claimsMappingPolicyIds: [],
    createdDateTime: new Date(ground.clock.now()).toISOString(),
  };
  tenant.servicePrincipals.set(made.id, made);
  return made;
}
