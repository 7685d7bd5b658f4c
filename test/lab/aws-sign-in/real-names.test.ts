import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import {
  GetRoleCredentialsCommand,
  ListAccountRolesCommand,
  ListAccountsCommand,
  SSOClient,
} from '@aws-sdk/client-sso';
import {
  CreateTokenCommand,
  RegisterClientCommand,
  SSOOIDCClient,
  StartDeviceAuthorizationCommand,
} from '@aws-sdk/client-sso-oidc';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { namesOf } from '../../../electron/lab/aws/sign-in/instance-names.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { runningLab } from '../running-lab.ts';
import { LabProvider } from './lab-provider.ts';
import { signIn, someone } from './sign-in.ts';

/** Reaches hosts through the Lab's proxy and trusts its authority, for clients that take an agent and no certificates. */
class TrustingAgent extends HttpsProxyAgent<string> {
  readonly #ca: string;

  constructor(lab: Lab) {
    super(lab.ground.addresses.connectProxy);
    this.#ca = lab.ground.tls.caPem;
  }

  override connect(
    request: ClientRequest,
    options: Parameters<HttpsProxyAgent<string>['connect']>[1],
  ): Promise<Socket> {
    return super.connect(request, { ...options, ca: this.#ca } as typeof options);
  }
}

let lab: Lab;
let provider: LabProvider;
beforeAll(async () => {
  lab = await runningLab();
  provider = new LabProvider(lab);
});
afterAll(async () => {
  provider.close();
  await lab.stop();
});

it('lets the SDK sign in under the real host names, down to who the role session is', async () => {
  const { region } = lab.state.aws;
  const requestHandler = { httpsAgent: new TrustingAgent(lab) };
  const credentials = { accessKeyId: 'AKIAX', secretAccessKey: 'x' };
  const oidc = new SSOOIDCClient({ region, requestHandler, credentials });
  const sso = new SSOClient({ region, requestHandler, credentials });
  const person = someone(lab);

  const { clientId, clientSecret } = await oidc.send(
    new RegisterClientCommand({ clientName: 'sdk', clientType: 'public', scopes: ['sso:account:access'] }),
  );
  const startUrl = namesOf(lab.state.aws).portal;
  const device = await oidc.send(new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl }));
  expect(device.verificationUriComplete).toBe(`${startUrl}/#/device?user_code=${device.userCode}`);
  const browser = new Browser(lab, { realNames: true });
  const path = `/start/device?user_code=${device.userCode}`;
  const page = await signIn(lab, browser, provider, person, path, {}, true);
  expect(new URL(page.url).host).toBe(new URL(startUrl).host);
  await browser.submit({}, 'Allow');
  const { accessToken } = await oidc.send(
    new CreateTokenCommand({
      clientId,
      clientSecret,
      grantType: 'urn:ietf:params:oauth:grant-type:device_code',
      deviceCode: device.deviceCode,
    }),
  );
  const { accountList } = await sso.send(new ListAccountsCommand({ accessToken }));
  const accountId = accountList?.[0]?.accountId;
  const { roleList } = await sso.send(new ListAccountRolesCommand({ accessToken, accountId }));
  const { roleCredentials } = await sso.send(
    new GetRoleCredentialsCommand({ accessToken, accountId, roleName: roleList?.[0]?.roleName }),
  );
  const sts = new STSClient({
    region,
    requestHandler,
    credentials: {
      accessKeyId: roleCredentials?.accessKeyId ?? '',
      secretAccessKey: roleCredentials?.secretAccessKey ?? '',
      sessionToken: roleCredentials?.sessionToken ?? '',
    },
  });
  lab.state.aws.settings.checkSignatures = true;
  const identity = await sts.send(new GetCallerIdentityCommand({}));
  expect(identity).toMatchObject({
    Account: accountId,
    Arn: expect.stringMatching(
      new RegExp(
        `^arn:aws:sts::${accountId}:assumed-role/AWSReservedSSO_${roleList?.[0]?.roleName}_[0-9a-f]{16}/${person}$`,
      ),
    ),
  });
});

it('keeps each cookie at its own host, and lets the browser into the console', async () => {
  const browser = new Browser(lab, { realNames: true });
  await signIn(lab, browser, provider, someone(lab), '/start', {}, true);
  const home = await browser.follow('Management console');
  expect(new URL(home.url).host).toBe(`${lab.state.aws.region}.console.aws.amazon.com`);
  const cookies = (url: string): string => browser.jar.header(new URL(url), 'GET', undefined) ?? '';
  expect(cookies(home.url)).not.toContain('x-amz-sso_authn');
  expect(cookies(lab.ground.addresses.real('access-portal'))).toContain('x-amz-sso_authn');
  expect(cookies('https://d-0000000000.awsapps.com/start')).toBe('');
});

it('answers at the other names an instance has', async () => {
  const { instanceId, directoryId } = namesOf(lab.state.aws);
  const { region } = lab.state.aws;
  for (const host of [
    `ssoins-${instanceId}.${region}.portal.amazonaws.com`,
    `ssoins-${instanceId}.portal.${region}.app.aws`,
  ]) {
    const view = await new Browser(lab, { realNames: true, script: false }).open(`https://${host}/`);
    expect([view.url, view.title]).toEqual([`https://${host}/start`, expect.stringContaining('Sign in')]);
  }
  for (const host of [`${region}.signin.aws`, `${region}.sso.signin.aws`]) {
    const view = await new Browser(lab, { realNames: true }).open(
      `https://${host}/platform/saml/metadata/${directoryId}`,
    );
    expect(view.body).toContain('EntityDescriptor');
  }
});
