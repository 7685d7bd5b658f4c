import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  AuthorizationPendingException,
  CreateTokenCommand,
  type CreateTokenCommandOutput,
  RegisterClientCommand,
  SlowDownException,
  type SSOOIDCClient,
  StartDeviceAuthorizationCommand,
} from '@aws-sdk/client-sso-oidc';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { BrowserReturn } from '../../../shared/ports/browser-return.ts';
import type { SignInPrompts } from '../../../shared/ports/entra-sign-in.ts';
import type { CachedSsoToken } from './sso-cache.ts';

/** Seconds a person has for signing in. */
const PATIENCE = 300;

export interface SsoSession {
  readonly startUrl: string;
  readonly region: string;
  readonly scopes: readonly string[];
}

export interface SsoCalls {
  readonly client: SSOOIDCClient;
  /** `https://oidc.us-east-1.amazonaws.com`: where the browser goes for the PKCE flow. */
  readonly authorizeBase: string;
  readonly browser: BrowserReturn;
  readonly prompts: SignInPrompts;
  readonly signal: AbortSignal;
}

/**
 * Signs a person in to the access portal, with the authorization code flow and PKCE or with a device code, as the AWS CLI does
 * (facts on its sign-in): so that the token serves other tools as well.
 *
 * @throws WorkbenchError ERR_SIGN_IN_*, ERR_CANCELLED; errors of the SDK
 */
export async function signInToPortal(
  session: SsoSession,
  flow: 'pkce' | 'device-code',
  calls: SsoCalls,
): Promise<CachedSsoToken> {
  const registered = await register(session, flow, calls);
  const token =
    flow === 'pkce'
      ? await byBrowser(session, registered, calls)
      : await byDevice(session, registered, calls);
  return tokenFrom(session, registered, token);
}

/** @returns the token renewed, or undefined where that is no longer possible */
export async function renewed(
  session: SsoSession,
  token: CachedSsoToken,
  client: SSOOIDCClient,
  now: number,
  signal: AbortSignal,
): Promise<CachedSsoToken | undefined> {
  const { clientId, clientSecret, refreshToken, registrationExpiresAt } = token;
  if (clientId === undefined || clientSecret === undefined || refreshToken === undefined) return undefined;
  if (registrationExpiresAt !== undefined && registrationExpiresAt < now) return undefined;
  try {
    const answer = await client.send(
      new CreateTokenCommand({ clientId, clientSecret, refreshToken, grantType: 'refresh_token' }),
      { abortSignal: signal },
    );
    return tokenFrom(
      session,
      { clientId, clientSecret, expiresAt: registrationExpiresAt },
      answer,
      refreshToken,
    );
  } catch (thrown) {
    // Expired or revoked: a person has to sign in again. What kept the request from arriving is told as it is.
    if (thrown instanceof WorkbenchError) throw thrown;
    return undefined;
  }
}

interface Registered {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number | undefined;
}

async function register(
  session: SsoSession,
  flow: 'pkce' | 'device-code',
  { client, signal }: SsoCalls,
): Promise<Registered> {
  const answer = await client.send(
    new RegisterClientCommand({
      clientName: 'federation-workbench',
      clientType: 'public',
      scopes: [...session.scopes],
      ...(flow === 'pkce'
        ? {
            grantTypes: ['authorization_code', 'refresh_token'],
            redirectUris: ['http://127.0.0.1/oauth/callback'],
            issuerUrl: session.startUrl,
          }
        : {}),
    }),
    { abortSignal: signal },
  );
  return {
    clientId: answer.clientId ?? '',
    clientSecret: answer.clientSecret ?? '',
    expiresAt: answer.clientSecretExpiresAt === undefined ? undefined : answer.clientSecretExpiresAt * 1000,
  };
}

async function byBrowser(
  session: SsoSession,
  { clientId, clientSecret }: Registered,
  { client, authorizeBase, browser, prompts, signal }: SsoCalls,
): Promise<CreateTokenCommandOutput> {
  const codeVerifier = randomBytes(48).toString('base64url');
  const state = randomUUID();
  const point = await browser.open(state);
  try {
    const redirectUri = `http://127.0.0.1:${point.port}/oauth/callback`;
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      state,
      code_challenge_method: 'S256',
      // AWS's own parameter name, where OAuth has `scope`.
      scopes: session.scopes.join(' '),
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    });
    const back = point.wait(PATIENCE, signal);
    // A browser that cannot be opened comes first; the wait must not become an unhandled rejection then.
    back.catch(() => undefined);
    await prompts.openBrowser(`${authorizeBase}/authorize?${query}`);
    const { code, error, errorDescription } = await back;
    if (code === undefined)
      throw new WorkbenchError('ERR_SIGN_IN_DENIED', 'browser', {
        reason: errorDescription ?? error ?? 'no code',
      });
    return await client.send(
      new CreateTokenCommand({
        clientId,
        clientSecret,
        grantType: 'authorization_code',
        code,
        codeVerifier,
        redirectUri,
      }),
      { abortSignal: signal },
    );
  } finally {
    point.close();
  }
}

async function byDevice(
  session: SsoSession,
  { clientId, clientSecret }: Registered,
  { client, prompts, signal }: SsoCalls,
): Promise<CreateTokenCommandOutput> {
  const device = await client.send(
    new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl: session.startUrl }),
    { abortSignal: signal },
  );
  const expiresIn = device.expiresIn ?? PATIENCE;
  prompts.showDeviceCode({
    userCode: device.userCode ?? '',
    verificationUri: device.verificationUriComplete ?? device.verificationUri ?? '',
    expiresIn,
  });
  let interval = device.interval ?? 5;
  for (let waited = 0; waited < expiresIn; waited += interval) {
    await wait(interval * 1000, undefined, { signal }).catch(() => {
      throw new WorkbenchError('ERR_CANCELLED', 'device code', {});
    });
    try {
      return await client.send(
        new CreateTokenCommand({
          clientId,
          clientSecret,
          deviceCode: device.deviceCode,
          grantType: 'urn:ietf:params:oauth:grant-type:device_code',
        }),
        { abortSignal: signal },
      );
    } catch (thrown) {
      if (thrown instanceof SlowDownException) interval += 5;
      else if (!(thrown instanceof AuthorizationPendingException)) throw thrown;
    }
  }
  throw new WorkbenchError('ERR_SIGN_IN_TIMEOUT', 'device code', { seconds: expiresIn });
}

function tokenFrom(
  session: SsoSession,
  registered: Registered,
  answer: CreateTokenCommandOutput,
  refreshTokenBefore?: string,
): CachedSsoToken {
  const refreshToken = answer.refreshToken ?? refreshTokenBefore;
  return {
    startUrl: session.startUrl,
    region: session.region,
    accessToken: answer.accessToken ?? '',
    expiresAt: Date.now() + (answer.expiresIn ?? 0) * 1000,
    clientId: registered.clientId,
    clientSecret: registered.clientSecret,
    ...(registered.expiresAt === undefined ? {} : { registrationExpiresAt: registered.expiresAt }),
    ...(refreshToken === undefined ? {} : { refreshToken }),
  };
}
