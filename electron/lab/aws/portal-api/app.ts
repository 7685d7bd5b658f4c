import { Hono } from 'hono';
import { type LabContext, type LabEnv, note, noteError } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { guarded } from '../../platform/guard.ts';
import type { StoreUser } from '../identity-store.ts';
import { forgetTokens, userOfSignIn } from '../sign-in/portal-session.ts';
import type { BearerToken, SignIn } from '../state.ts';
import { PortalAccess } from './access.ts';
import { openRoleSession } from './role-session.ts';

const NAMESPACE = 'com.amazonaws.switchboard.portal';
const SCOPE = 'sso:account:access';
const DEFAULT_RESULTS = 100;
const MOST_RESULTS = 1_000;

interface Caller {
  readonly user: StoreUser;
  readonly signIn: SignIn;
}

/**
 * The AWS access portal's API, which command line and SDKs call with an access token: ListAccounts, ListAccountRoles,
 * GetRoleCredentials, Logout (facts of AWS, section 2).
 */
export function portalApp(ground: LabGround): Hono<LabEnv> {
  const app = new Hono<LabEnv>();
  const answer = (
    context: LabContext,
    operation: string,
    run: (caller: Caller, token: string) => Response,
  ): Promise<Response> =>
    guarded(
      ground,
      context,
      { service: 'sso', operation },
      {
        throttled: () => refuse(context, 429, 'TooManyRequestsException', 'HTTP 429 Unknown Code'),
        failed: () => refuse(context, 500, 'InternalServerException', 'Internal server error'),
      },
      () => {
        const token = context.req.header('x-amz-sso_bearer_token') ?? '';
        const caller = callerOf(ground, token);
        if (caller === undefined || ground.faults.strike(['expired-token'], 'sso', operation) !== undefined)
          return refuse(context, 401, 'UnauthorizedException', 'Session token not found or invalid');
        note(context, operation, { user: caller.user.userName });
        return run(caller, token);
      },
    );

  app.get('/assignment/accounts', (context) =>
    answer(context, 'ListAccounts', ({ user }) => {
      const accounts = new PortalAccess(ground, user.userId).accounts().map(({ id, name, email }) => ({
        accountId: id,
        accountName: name,
        emailAddress: email,
      }));
      return paged(context, 'accountList', accounts);
    }),
  );
  app.get('/assignment/roles', (context) =>
    answer(context, 'ListAccountRoles', ({ user }) => {
      const accountId = context.req.query('account_id') ?? '';
      if (!/^\d{12}$/.test(accountId))
        return refuse(context, 400, 'InvalidRequestException', 'Invalid account id');
      const roles = new PortalAccess(ground, user.userId).roles(accountId);
      if (roles.length === 0) return refuse(context, 403, 'ForbiddenException', 'No access');
      return paged(
        context,
        'roleList',
        roles.map(({ set, account }) => ({ roleName: set.name, accountId: account.id })),
      );
    }),
  );
  app.get('/federation/credentials', (context) =>
    answer(context, 'GetRoleCredentials', ({ user, signIn }) => {
      const accountId = context.req.query('account_id') ?? '';
      const roleName = context.req.query('role_name') ?? '';
      note(context, 'GetRoleCredentials', { account: accountId, role: roleName });
      if (!/^\d{12}$/.test(accountId) || roleName === '')
        return refuse(context, 400, 'InvalidRequestException', 'Invalid account id or role name');
      const role = new PortalAccess(ground, user.userId).role(accountId, roleName);
      if (role === undefined) return refuse(context, 403, 'ForbiddenException', 'No access');
      const { id, secret, sessionToken, expiresAt } = openRoleSession(ground, user, signIn, role);
      return context.json({
        roleCredentials: {
          accessKeyId: id,
          secretAccessKey: secret,
          sessionToken,
          expiration: expiresAt,
        },
      });
    }),
  );
  app.post('/logout', (context) =>
    answer(context, 'Logout', ({ signIn }) => {
      forgetTokens(ground, signIn.sessionId);
      return context.body(null, 200);
    }),
  );
  for (const path of ['/assignment/accounts', '/assignment/roles', '/federation/credentials', '/logout'])
    app.all(path, (context) => refuse(context, 405, 'MethodNotAllowedException', 'Method not allowed'));
  return app;
}

function callerOf(ground: LabGround, value: string): Caller | undefined {
  const token: BearerToken | undefined = ground.state.aws.signIn.accessTokens.get(value);
  if (token === undefined || token.expiresAt <= ground.clock.now()) return undefined;
  // Clients of the time before scopes name none.
  if (token.scopes.length > 0 && !token.scopes.includes(SCOPE)) return undefined;
  const user = userOfSignIn(ground, token.signIn);
  return user === undefined ? undefined : { user, signIn: token.signIn };
}

function paged(context: LabContext, member: string, items: readonly unknown[]): Response {
  const wanted = context.req.query('max_result');
  const limit = wanted === undefined ? DEFAULT_RESULTS : Number(wanted);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_RESULTS)
    return refuse(context, 400, 'InvalidRequestException', 'Invalid max_result');
  const token = context.req.query('next_token');
  const start = token === undefined ? 0 : positionOf(token);
  if (start === undefined || start > items.length)
    return refuse(context, 400, 'InvalidRequestException', 'Invalid next_token');
  const end = start + limit;
  const nextToken = end < items.length ? Buffer.from(`portal:${end}`).toString('base64') : undefined;
  return context.json({
    ...(nextToken === undefined ? {} : { nextToken }),
    [member]: items.slice(start, end),
  });
}

function positionOf(token: string): number | undefined {
  const position = /^portal:(\d{1,7})$/.exec(Buffer.from(token, 'base64').toString('latin1'))?.[1];
  return position === undefined ? undefined : Number(position);
}

function refuse(context: LabContext, status: number, code: string, message: string): Response {
  noteError(context, code);
  return new Response(JSON.stringify({ message, __type: `${NAMESPACE}#${code}` }), {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
  });
}
