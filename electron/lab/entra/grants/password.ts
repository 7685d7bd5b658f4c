import { noSuchUser } from '../refusals/person-refusals.ts';
import { missingParameter } from '../refusals/request-refusals.ts';
import { accountNamed } from '../sign-in/next-step.ts';
import { tryPassword } from '../sign-in/password.ts';
import { personIn } from '../sign-in/person.ts';
import { logSignIn } from '../sign-in/sign-in-log.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { tokenAnswer } from './issue.ts';
import { recheck } from './recheck.ts';
import { clientOf, type TokenAnswer, type TokenRequest, wantedOf, wantsClientInfo } from './token-request.ts';

/**
 * The resource owner password credentials grant (RFC 6749 section 4.3), for accounts whose password Entra knows: nobody
 * can be asked for a second factor, and accounts of federated domains are refused.
 */
export async function passwordGrant(request: TokenRequest): Promise<TokenAnswer> {
  const { ground, context, parameters, realm, registration } = request;
  const name = parameters.get('username');
  const password = parameters.get('password');
  if (name === undefined) throw missingParameter('username');
  if (password === undefined) throw missingParameter('password');
  const account = accountNamed(ground, name);
  const home = ground.state.directory.tenants.get(account?.tenantId ?? '');
  const tenant = realm.tenant ?? home;
  if (home === undefined || tenant === undefined) throw noSuchUser(name, realm.tenant?.displayName ?? 'any');
  const homeUser =
    home.users.get(account?.userId ?? '') ??
    [...home.users.values()].find((user) => user.userPrincipalName.toLowerCase() === name.toLowerCase());
  const user = homeUser === undefined ? undefined : personIn(tenant, { tenant: home, user: homeUser });
  if (homeUser === undefined || user === undefined) throw noSuchUser(name, tenant.displayName);
  const refusal = tryPassword(ground, home, homeUser, password);
  const entry = {
    tenant,
    home: { tenant: home, user: homeUser },
    user,
    appId: registration.application.appId,
    methods: ['pwd'],
    interactive: true,
  };
  if (refusal !== undefined) {
    logSignIn(ground, context, { ...entry, refusal });
    throw refusal;
  }
  const person: SignedIn = {
    tenant,
    user,
    home: { tenant: home, user: homeUser },
    methods: ['pwd'],
    mfa: false,
    authenticatedAt: ground.clock.now(),
    sessionId: ground.random.uuid(),
  };
  const client = clientOf(request, tenant);
  const asked = wantedOf(request, tenant, { scope: 'openid' });
  recheck(client, person, asked.wanted, request.version);
  const answer = await tokenAnswer(ground, {
    version: request.version,
    client,
    proof: request.proof,
    person,
    ...asked,
    clientInfo: wantsClientInfo(request),
    refresh: true,
  });
  logSignIn(ground, context, entry);
  return answer;
}
