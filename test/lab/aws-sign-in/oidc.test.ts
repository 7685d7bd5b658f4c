import { createHash } from 'node:crypto';
import { GetRoleCredentialsCommand, ListAccountRolesCommand, ListAccountsCommand } from '@aws-sdk/client-sso';
import { CreateTokenCommand, StartDeviceAuthorizationCommand } from '@aws-sdk/client-sso-oidc';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { namesOf } from '../../../electron/lab/aws/sign-in/instance-names.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { errorOf, OidcLab, type RegisteredClient } from './oidc-lab.ts';
import { signIn } from './sign-in.ts';

const CALLBACK = 'http://127.0.0.1/oauth/callback';
const VERIFIER = 'a-verifier-that-is-long-enough-for-the-rules-of-pkce';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

let ground: OidcLab;
let browser: Browser;
beforeAll(async () => {
  ground = await OidcLab.start();
});
beforeEach(() => {
  browser = new Browser(ground.lab);
});
afterAll(() => ground.stop());

describe('the device flow', () => {
  it('waits for the person, and ends with credentials of the role', async () => {
    const client = await ground.register();
    const device = await ground.startDevice(client);
    expect(device.userCode).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
    expect(device.verificationUriComplete).toBe(
      `${ground.lab.ground.addresses.loopback('access-portal')}/start/#/device?user_code=${device.userCode}`,
    );
    expect(await errorOf(ground.poll(client, device.deviceCode))).toBe(
      'AuthorizationPendingException 400 authorization_pending',
    );
    const page = await signIn(
      ground.lab,
      browser,
      ground.provider,
      ground.person,
      `/start/device?user_code=${device.userCode}`,
    );
    expect(page.text).toContain(device.userCode ?? '');
    expect(page.text).toContain('test client');
    expect((await browser.submit({}, 'Allow')).title).toContain('Request approved');
    ground.lab.ground.clock.advance(1_000);
    const token = await ground.poll(client, device.deviceCode);
    expect(token).toMatchObject({ tokenType: 'Bearer', expiresIn: 3600 });
    expect(token.refreshToken).toBeDefined();
    expect(await errorOf(ground.poll(client, device.deviceCode))).toBe(
      'InvalidGrantException 400 invalid_grant',
    );

    const { accessToken } = token;
    const { accountList = [] } = await ground.sso.send(new ListAccountsCommand({ accessToken }));
    const [account] = accountList;
    expect(account?.emailAddress).toContain('@');
    const { roleList = [] } = await ground.sso.send(
      new ListAccountRolesCommand({ accessToken, accountId: account?.accountId }),
    );
    const roleName = roleList[0]?.roleName;
    const { roleCredentials } = await ground.sso.send(
      new GetRoleCredentialsCommand({ accessToken, accountId: account?.accountId, roleName }),
    );
    const key = ground.lab.state.aws.accessKeys.get(roleCredentials?.accessKeyId ?? '');
    expect(roleCredentials).toMatchObject({ secretAccessKey: key?.secret, sessionToken: key?.sessionToken });
    expect(roleCredentials?.expiration).toBe(key?.expiresAt);
    expect(key?.arn).toContain(`:assumed-role/AWSReservedSSO_${roleName}_`);
  });

  it('slows down who polls too often, by five seconds each time', async () => {
    const client = await ground.register();
    const { deviceCode } = await ground.startDevice(client);
    const polled = () => errorOf(ground.poll(client, deviceCode));
    expect(await polled()).toContain('AuthorizationPending');
    expect(await polled()).toBe('SlowDownException 400 slow_down');
    ground.lab.ground.clock.advance(5_000);
    expect(await polled()).toContain('SlowDown');
    ground.lab.ground.clock.advance(11_500);
    expect(await polled()).toContain('AuthorizationPending');
  });

  it('ends after ten minutes of the virtual clock', async () => {
    const client = await ground.register();
    const device = await ground.startDevice(client);
    ground.lab.ground.clock.advance(600_000);
    expect(await errorOf(ground.poll(client, device.deviceCode))).toBe(
      'ExpiredTokenException 400 expired_token',
    );
    const page = await signIn(
      ground.lab,
      browser,
      ground.provider,
      ground.person,
      `/start/device?user_code=${device.userCode}`,
    );
    expect(page.text).toContain('expired');
  });

  it('tells the device that the person denied, and takes codes as people type them', async () => {
    const client = await ground.register();
    const device = await ground.startDevice(client);
    await signIn(ground.lab, browser, ground.provider, ground.person, '/start/device');
    const typed = (device.userCode ?? '').toLowerCase().replace('-', ' ');
    const page = await browser.submit({ user_code: typed });
    expect(page.text).toContain(device.userCode ?? '');
    expect((await browser.submit({}, 'Deny')).title).toContain('Request denied');
    expect(await errorOf(ground.poll(client, device.deviceCode))).toBe(
      'AccessDeniedException 400 access_denied',
    );
  });

  it('refuses codes of another client, start URLs of another instance, wrong secrets', async () => {
    const [client, other] = [await ground.register(), await ground.register()];
    const { deviceCode } = await ground.startDevice(client);
    expect(await errorOf(ground.poll(other, deviceCode))).toContain('InvalidGrant');
    expect(await errorOf(ground.poll({ ...client, clientSecret: 'x' }, deviceCode))).toBe(
      'InvalidClientException 401 invalid_client',
    );
    const foreign = new StartDeviceAuthorizationCommand({
      ...client,
      startUrl: 'https://d-0000000000.awsapps.com/start',
    });
    expect(await errorOf(ground.oidc.send(foreign))).toBe('InvalidRequestException 400 invalid_request');
    for (const known of [
      `${ground.startUrl}/`,
      `${ground.startUrl}#/`,
      `https://identitycenter.amazonaws.com/ssoins-${namesOf(ground.lab.state.aws).instanceId}`,
    ])
      expect(
        (await ground.oidc.send(new StartDeviceAuthorizationCommand({ ...client, startUrl: known })))
          .expiresIn,
      ).toBe(600);
  });
});

describe('the authorization code flow', () => {
  const WISH = {
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: [CALLBACK],
  };
  const registerPkce = () => ground.register({ ...WISH, issuerUrl: ground.startUrl });

  function address(client: RegisteredClient, more: Record<string, string> = {}): string {
    return `${ground.lab.ground.addresses.loopback('aws')}/authorize?${new URLSearchParams({
      response_type: 'code',
      client_id: client.clientId,
      redirect_uri: 'http://127.0.0.1:49152/oauth/callback',
      state: 'a state..//?&',
      code_challenge_method: 'S256',
      scopes: 'sso:account:access',
      code_challenge: CHALLENGE,
      ...more,
    })}`;
  }

  async function approved(client: RegisteredClient, more: Record<string, string> = {}): Promise<URL> {
    await signIn(ground.lab, browser, ground.provider, ground.person);
    const page = await browser.open(address(client, more));
    expect(page.title).toContain('Allow test client');
    return new URL((await browser.submit({}, 'Allow')).url);
  }

  function redeem(client: RegisteredClient, code: string, more: object = {}) {
    return ground.oidc.send(
      new CreateTokenCommand({
        ...client,
        grantType: 'authorization_code',
        code,
        codeVerifier: VERIFIER,
        redirectUri: 'http://127.0.0.1:49152/oauth/callback',
        ...more,
      }),
    );
  }

  it('goes back to the client’s port with a code that the verifier redeems once', async () => {
    const client = await registerPkce();
    const url = await approved(client);
    expect(url.origin + url.pathname).toBe('http://127.0.0.1:49152/oauth/callback');
    expect(url.searchParams.get('state')).toBe('a state..//?&');
    const code = url.searchParams.get('code') ?? '';
    const token = await redeem(client, code);
    expect(token.refreshToken).toBeDefined();
    expect(await errorOf(redeem(client, code))).toContain('InvalidGrant');
    const { accountList } = await ground.sso.send(
      new ListAccountsCommand({ accessToken: token.accessToken }),
    );
    expect(accountList?.length).toBeGreaterThan(0);
  });

  it('brings who is not signed in through the identity provider to the same question', async () => {
    const client = await registerPkce();
    const query = new URL(address(client)).search;
    const page = await signIn(
      ground.lab,
      browser,
      ground.provider,
      ground.person,
      `/start/authorize${query}`,
    );
    expect(page.title).toContain('Allow test client');
    const url = new URL((await browser.submit({}, 'Deny')).url);
    expect(Object.fromEntries(url.searchParams)).toEqual({ error: 'access_denied', state: 'a state..//?&' });
  });

  it.each([
    ['a wrong verifier', { codeVerifier: 'x'.repeat(43) }],
    ['another redirect URI', { redirectUri: 'http://127.0.0.1:49153/oauth/callback' }],
  ])('refuses %s, and the code is gone', async (_what, more) => {
    const client = await registerPkce();
    const code = (await approved(client)).searchParams.get('code') ?? '';
    expect(await errorOf(redeem(client, code, more))).toBe('InvalidGrantException 400 invalid_grant');
    expect(await errorOf(redeem(client, code))).toContain('InvalidGrant');
  });

  it('refuses a code that is five minutes old', async () => {
    const client = await registerPkce();
    const code = (await approved(client)).searchParams.get('code') ?? '';
    ground.lab.ground.clock.advance(300_000);
    expect(await errorOf(redeem(client, code))).toContain('InvalidGrant');
  });

  it('asks nobody for what the client may not have', async () => {
    const client = await registerPkce();
    await signIn(ground.lab, browser, ground.provider, ground.person);
    for (const redirect of [
      'http://127.0.0.1:1/other',
      'https://attacker.example/oauth/callback',
      'javascript:alert(1)',
      '',
    ]) {
      const page = await browser.open(address(client, { redirect_uri: redirect }));
      expect([page.status, page.title]).toEqual([400, expect.stringContaining('cannot be answered')]);
    }
    expect((await browser.open(address({ ...client, clientId: 'nobody' }))).status).toBe(400);
    for (const [more, error] of [
      [{ response_type: 'token' }, 'unsupported_response_type'],
      [{ code_challenge_method: 'plain' }, 'invalid_request'],
      [{ scopes: 'sso:account:access other:scope' }, 'invalid_scope'],
    ] as const) {
      const { url } = await browser.open(address(client, more));
      expect(new URL(url).searchParams.get('error')).toBe(error);
    }
    const device = await ground.register();
    const page = await browser.open(address(device));
    expect(page.status).toBe(400);
    expect(await errorOf(ground.startDevice(client))).toBe(
      'UnauthorizedClientException 400 unauthorized_client',
    );
  });

  it('renews tokens as long as the sign-in lasts, each refresh token once', async () => {
    const client = await registerPkce();
    const code = (await approved(client)).searchParams.get('code') ?? '';
    let token = await redeem(client, code);
    const refresh = (refreshToken: string | undefined) =>
      ground.oidc.send(new CreateTokenCommand({ ...client, grantType: 'refresh_token', refreshToken }));
    ground.lab.ground.clock.advance(3_600_000);
    expect(await errorOf(ground.sso.send(new ListAccountsCommand({ accessToken: token.accessToken })))).toBe(
      'UnauthorizedException 401',
    );
    const first = token.refreshToken;
    token = await refresh(first);
    await ground.sso.send(new ListAccountsCommand({ accessToken: token.accessToken }));
    expect(await errorOf(refresh(first))).toContain('InvalidGrant');
    ground.lab.ground.clock.advance(7 * 3_600_000);
    expect(await errorOf(refresh(token.refreshToken))).toContain('InvalidGrant');
  });
});
