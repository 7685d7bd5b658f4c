import { SSOClient } from '@aws-sdk/client-sso';
import {
  CreateTokenCommand,
  type CreateTokenCommandOutput,
  RegisterClientCommand,
  SSOOIDCClient,
  StartDeviceAuthorizationCommand,
  type StartDeviceAuthorizationCommandOutput,
} from '@aws-sdk/client-sso-oidc';
import { namesOf } from '../../../electron/lab/aws/sign-in/instance-names.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { Visitor as Browser } from '../../../electron/lab/visitor/visitor.ts';
import { runningLab } from '../running-lab.ts';
import { LabProvider } from './lab-provider.ts';
import { signIn, someone } from './sign-in.ts';

const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';

export interface RegisteredClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A Lab with the AWS SDK's clients of the command-line sign-in. Its time stands all but still. */
export class OidcLab {
  readonly lab: Lab;
  readonly provider: LabProvider;
  readonly person: string;
  readonly oidc: SSOOIDCClient;
  readonly sso: SSOClient;

  private constructor(lab: Lab) {
    this.lab = lab;
    this.provider = new LabProvider(lab);
    this.person = someone(lab);
    const common = {
      region: lab.state.aws.region,
      endpoint: lab.ground.addresses.loopback('aws'),
      maxAttempts: 1,
      credentials: { accessKeyId: 'AKIAX', secretAccessKey: 'x' },
    };
    this.oidc = new SSOOIDCClient(common);
    this.sso = new SSOClient(common);
  }

  static async start(): Promise<OidcLab> {
    return new OidcLab(await runningLab({ timeScale: 0.001 }));
  }

  async stop(): Promise<void> {
    this.provider.close();
    await this.lab.stop();
  }

  get startUrl(): string {
    return namesOf(this.lab.state.aws).portal;
  }

  async register(more: object = {}): Promise<RegisteredClient> {
    const answer = await this.oidc.send(
      new RegisterClientCommand({
        clientName: 'test client',
        clientType: 'public',
        scopes: ['sso:account:access'],
        ...more,
      }),
    );
    return { clientId: answer.clientId ?? '', clientSecret: answer.clientSecret ?? '' };
  }

  startDevice(client: RegisteredClient): Promise<StartDeviceAuthorizationCommandOutput> {
    return this.oidc.send(new StartDeviceAuthorizationCommand({ ...client, startUrl: this.startUrl }));
  }

  poll(client: RegisteredClient, deviceCode: string | undefined): Promise<CreateTokenCommandOutput> {
    return this.oidc.send(new CreateTokenCommand({ ...client, grantType: DEVICE, deviceCode }));
  }

  /** The whole device flow. @param attributes of the assertion, by name */
  async accessToken(attributes: Readonly<Record<string, string>> = {}): Promise<string> {
    const client = await this.register();
    const device = await this.startDevice(client);
    const browser = new Browser(this.lab);
    const path = `/start/device?user_code=${device.userCode}`;
    await signIn(this.lab, browser, this.provider, this.person, path, {
      attributes: Object.entries(attributes).map(([name, value]) => ({ name, values: [value] })),
    });
    await browser.submit({}, 'Allow');
    return (await this.poll(client, device.deviceCode)).accessToken ?? '';
  }
}

/** @returns name, HTTP status and OAuth error of what a command throws; `none` where it does not */
export async function errorOf(send: Promise<unknown>): Promise<string> {
  try {
    await send;
    return 'none';
  } catch (thrown) {
    const { name, error, $metadata } = thrown as {
      name: string;
      error?: string;
      $metadata?: { httpStatusCode?: number };
    };
    return `${name} ${$metadata?.httpStatusCode} ${error ?? ''}`.trim();
  }
}
