import { findTenant, findUserByName, type Tenant, type User } from '../../entra/directory.ts';
import { readFields, required } from '../fields.ts';
import { badRequest } from '../graph-error.ts';
import { INVITE } from '../permissions.ts';
import type { GraphAnswer, GraphCall, GraphRoute } from '../route.ts';

const WRITABLE = {
  invitedUserDisplayName: 'string',
  invitedUserEmailAddress: 'string',
  invitedUserMessageInfo: 'object',
  invitedUserType: 'string',
  inviteRedirectUrl: 'string',
  resetRedemption: 'boolean',
  sendInvitationMessage: 'boolean',
} as const;

/** Invitations of guests (facts/microsoft.md section 3). */
export const invitationRoutes: readonly GraphRoute[] = [
  { method: 'POST', path: '/invitations', operation: 'CreateInvitation', needs: INVITE, run: invite },
];

async function invite(call: GraphCall): Promise<GraphAnswer> {
  const { ground, tenant, base } = call;
  const fields = readFields(await call.body(), WRITABLE);
  const address = required(fields.invitedUserEmailAddress, 'invitedUserEmailAddress').trim();
  const redirect = required(fields.inviteRedirectUrl, 'inviteRedirectUrl');
  if (!URL.canParse(redirect)) badRequest('The invite redirect URL is not a valid URL.');
  if (!/^[\w.+'-]{1,64}@[\w-]+(\.[\w-]+)+$/.test(address))
    badRequest('The invited user email address is not a valid email address.');
  const home = findTenant(ground.state.directory, address.split('@')[1] ?? '');
  if (home?.id === tenant.id)
    badRequest('The invited user already exists in the directory: its address is one of a verified domain.');
  if (home !== undefined && tenant.crossTenantPartners.get(home.id)?.b2bInbound === false)
    badRequest('The invitation is blocked by the cross-tenant access policy of your organization.');
  const user =
    guestWith(tenant, address) ?? newGuest(call, home, address, fields.invitedUserDisplayName ?? undefined);
  const redeem = new URL('https://login.microsoftonline.com/redeem');
  redeem.search = new URLSearchParams({ tenant: tenant.id, user: user.id, redirect }).toString();
  return {
    status: 201,
    body: {
      '@odata.context': `${base}/$metadata#invitations/$entity`,
      id: ground.random.uuid(),
      invitedUserDisplayName: user.displayName,
      invitedUserEmailAddress: address,
      invitedUserType: user.userType,
      inviteRedirectUrl: redirect,
      inviteRedeemUrl: redeem.href,
      resetRedemption: fields.resetRedemption ?? false,
      sendInvitationMessage: fields.sendInvitationMessage ?? false,
      status: user.externalUserState === 'Accepted' ? 'Completed' : 'PendingAcceptance',
      invitedUser: { id: user.id },
    },
  };
}

function guestWith(tenant: Tenant, address: string): User | undefined {
  const wanted = address.toLowerCase();
  for (const user of tenant.users.values()) if (user.mail?.toLowerCase() === wanted) return user;
  return undefined;
}

function newGuest(
  call: GraphCall,
  home: Tenant | undefined,
  address: string,
  displayName: string | undefined,
): User {
  const { ground, tenant } = call;
  const [alias = '', domain = ''] = address.split('@');
  const atHome = home === undefined ? undefined : findUserByName(home, address);
  const user: User = {
    id: ground.random.uuid(),
    userPrincipalName: `${alias}_${domain}#EXT#@${tenant.initialDomain}`,
    displayName: displayName ?? alias,
    mail: address,
    mailNickname: `${alias}_${domain}#EXT#`,
    accountEnabled: true,
    userType: 'Guest',
    businessPhones: [],
    otherMails: [address],
    creationType: 'Invitation',
    externalUserState: 'PendingAcceptance',
    createdDateTime: new Date(ground.clock.now()).toISOString(),
    ...(home === undefined || atHome === undefined ? {} : { home: { tenantId: home.id, userId: atHome.id } }),
    secret: {},
  };
  tenant.users.set(user.id, user);
  return user;
}
