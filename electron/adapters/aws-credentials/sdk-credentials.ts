import { readFile } from 'node:fs/promises';
import { GetRoleCredentialsCommand, SSOClient, type SSOClientConfig } from '@aws-sdk/client-sso';
import { SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  type Credentials,
  STSClient,
} from '@aws-sdk/client-sts';
import { untilAborted } from '../../../shared/core/async/until-aborted.ts';
import { type CredentialSource, resolveProfile } from '../../../shared/core/aws-config/resolve.ts';
import { awsEndpoint } from '../../../shared/core/connections/clouds.ts';
import { type AwsIdentity, secretName } from '../../../shared/core/connections/identity.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { AwsCredentials, AwsKeys, ResolvedCredentials } from '../../../shared/ports/aws-credentials.ts';
import type { BrowserReturn } from '../../../shared/ports/browser-return.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import type { SignInPrompts } from '../../../shared/ports/entra-sign-in.ts';
import type { SecretStore } from '../../../shared/ports/secret-store.ts';
import { credentialsError } from './aws-error.ts';
import { processCredentials } from './credential-process.ts';
import { readProfileFiles } from './profile-files.ts';
import { type CachedSsoToken, SsoCache } from './sso-cache.ts';
import { renewed, signInToPortal } from './sso-sign-in.ts';

/** Milliseconds of life a token must have left to be used. */
const MARGIN = 60_000;
const DEFAULT_REGION = 'us-east-1';
const PROVIDED = {
  container: 'role of the container',
  instance: 'role of the instance',
  login: 'sign-in of aws login',
} as const;

type Environment = Readonly<Record<string, string | undefined>>;
type Wanted = Parameters<AwsCredentials['resolve']>[1];
type SsoSource = Extract<CredentialSource, { readonly kind: 'sso' }>;

export interface SdkCredentialsParts {
  /** The SDK's requestHandler: the product's own way out. */
  readonly requestHandler: NonNullable<SSOClientConfig['requestHandler']>;
  readonly secrets: SecretStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly browser: BrowserReturn;
  /** The user's home folder, with `.aws` in it. */
  readonly home: string;
  readonly environment: Environment;
}

/** Everything one resolution needs to know. */
interface Task {
  readonly name: string;
  readonly wanted: Wanted;
  readonly prompts: SignInPrompts;
  readonly signal: AbortSignal;
  readonly region: string;
  readonly flow: 'pkce' | 'device-code';
  readonly chain: string[];
}

/** Credentials from profiles, the environment, the access portal or entered keys. */
export class SdkCredentials implements AwsCredentials {
  readonly #parts: SdkCredentialsParts;
  readonly #cache: SsoCache;

  constructor(parts: SdkCredentialsParts) {
    this.#parts = parts;
    this.#cache = new SsoCache(parts.home);
  }

  async resolve(
    identity: AwsIdentity,
    wanted: Wanted,
    prompts: SignInPrompts,
    signal: AbortSignal,
  ): Promise<ResolvedCredentials> {
    const chain: string[] = [];
    try {
      const { keys, region } = await untilAborted(
        this.#resolve(identity, { wanted, prompts, signal, chain }),
        signal,
      );
      return { keys, chain, ...(region === undefined ? {} : { region }) };
    } catch (thrown) {
      if (signal.aborted) throw new WorkbenchError('ERR_CANCELLED', 'aws', {});
      throw credentialsError(thrown, identity.name);
    }
  }

  async #resolve(
    identity: AwsIdentity,
    asked: Pick<Task, 'wanted' | 'prompts' | 'signal' | 'chain'>,
  ): Promise<{ readonly keys: AwsKeys; readonly region?: string | undefined }> {
    const { environment } = this.#parts;
    const outer = environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION;
    const task = (region: string | undefined, flow: Task['flow'] = 'pkce'): Task => ({
      ...asked,
      name: identity.name,
      region: region ?? outer ?? DEFAULT_REGION,
      flow,
    });
    switch (identity.kind) {
      case 'aws-access-key':
        return { keys: await this.#entered(identity, asked.chain), region: outer };
      case 'aws-environment': {
        const profile = environment.AWS_PROFILE;
        const own = this.#fromEnvironment(asked.chain);
        if (own !== undefined) return { keys: own, region: outer };
        return this.#profile(profile ?? 'default', task);
      }
      case 'aws-profile':
        return this.#profile(identity.profile, task);
      case 'aws-sso': {
        const source: SsoSource = {
          kind: 'sso',
          profile: identity.name,
          session: identity.sessionName,
          startUrl: identity.startUrl,
          ssoRegion: identity.ssoRegion,
          accountId: identity.accountId,
          roleName: identity.roleName,
          scopes: ['sso:account:access'],
        };
        return { keys: await this.#source(source, task(identity.ssoRegion, identity.flow)), region: outer };
      }
    }
  }

  async #profile(
    name: string,
    task: (region: string | undefined) => Task,
  ): Promise<{ readonly keys: AwsKeys; readonly region?: string | undefined }> {
    const resolved = resolveProfile(await readProfileFiles(this.#parts.home, this.#parts.environment), name);
    const prepared = task(resolved.region);
    return {
      keys: await this.#source(resolved.source, prepared),
      region: resolved.region ?? prepared.region,
    };
  }

  #fromEnvironment(chain: string[]): AwsKeys | undefined {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = this.#parts.environment;
    if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined;
    chain.push('keys of the environment');
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
    };
  }

  async #entered(
    identity: Extract<AwsIdentity, { readonly kind: 'aws-access-key' }>,
    chain: string[],
  ): Promise<AwsKeys> {
    const { secrets } = this.#parts;
    const secretAccessKey = await secrets.get(secretName(identity.id, 'secretAccessKey'));
    if (secretAccessKey === undefined) {
      throw new WorkbenchError('ERR_IDENTITY_SECRET', 'secret store', {
        identity: identity.name,
        field: 'secretAccessKey',
        reason: 'the secret access key is not here',
      });
    }
    const sessionToken = await secrets.get(secretName(identity.id, 'sessionToken'));
    chain.push(`access key ${identity.accessKeyId}`);
    return {
      accessKeyId: identity.accessKeyId,
      secretAccessKey,
      ...(sessionToken === undefined ? {} : { sessionToken }),
    };
  }

  async #source(source: CredentialSource, task: Task): Promise<AwsKeys> {
    const { chain } = task;
    switch (source.kind) {
      case 'static': {
        const { accessKeyId, secretAccessKey, sessionToken } = source;
        chain.push(`keys of profile ${source.profile}`);
        return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
      }
      case 'process':
        chain.push(`credential_process of profile ${source.profile}`);
        return processCredentials(source.profile, source.command, task.signal);
      case 'sso':
        return this.#roleOfPortal(source, task);
      case 'web-identity':
        return this.#webIdentity(source, task);
      case 'assume-role': {
        const keys = await this.#source(source.from, { ...task, region: source.region ?? task.region });
        return this.#assumeRole(source, keys, task);
      }
      case 'environment': {
        const keys = this.#fromEnvironment(chain);
        if (keys !== undefined) return keys;
        const reason = 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set';
        throw new WorkbenchError(
          'ERR_AWS_PROFILE',
          'environment',
          { profile: source.profile, reason },
          { message: `The AWS profile ${source.profile} cannot be used: ${reason}.` },
        );
      }
      case 'container':
      case 'instance':
      case 'login':
        return this.#provided(source.kind, source.profile, task);
    }
  }

  async #roleOfPortal(source: SsoSource, task: Task): Promise<AwsKeys> {
    const token = await this.#portalToken(source, task);
    const { wanted, signal, chain } = task;
    const client = new SSOClient({
      ...this.#client(source.ssoRegion),
      endpoint:
        wanted.endpoint === undefined
          ? awsEndpoint('sso-portal', source.ssoRegion)
          : `${wanted.endpoint}/sso`,
    });
    const { roleCredentials } = await client.send(
      new GetRoleCredentialsCommand({
        accessToken: token.accessToken,
        accountId: source.accountId,
        roleName: source.roleName,
      }),
      { abortSignal: signal },
    );
    chain.push(
      `role ${source.roleName} in account ${source.accountId} by the access portal ${source.startUrl}`,
    );
    return {
      accessKeyId: roleCredentials?.accessKeyId ?? '',
      secretAccessKey: roleCredentials?.secretAccessKey ?? '',
      ...(roleCredentials?.sessionToken === undefined ? {} : { sessionToken: roleCredentials.sessionToken }),
      ...(roleCredentials?.expiration === undefined ? {} : { expiresAt: roleCredentials.expiration }),
    };
  }

  async #portalToken(source: SsoSource, task: Task): Promise<CachedSsoToken> {
    const { wanted, prompts, signal, name, flow } = task;
    const key = source.session ?? source.startUrl;
    const now = this.#parts.clock.now();
    const kept = await this.#cache.read(key);
    if (kept !== undefined && kept.expiresAt - MARGIN > now) return kept;
    const session = { startUrl: source.startUrl, region: source.ssoRegion, scopes: source.scopes };
    const base =
      wanted.endpoint === undefined
        ? awsEndpoint('sso-oidc', source.ssoRegion)
        : `${wanted.endpoint}/sso-oidc`;
    const client = new SSOOIDCClient({ ...this.#client(source.ssoRegion), endpoint: base });
    let token = kept === undefined ? undefined : await renewed(session, kept, client, now, signal);
    if (token === undefined) {
      if (!wanted.interactive) {
        throw new WorkbenchError(
          'ERR_SIGN_IN_NEEDED',
          'access portal',
          { identity: name },
          { message: `${name}: the sign-in at ${source.startUrl} has expired or never was.` },
        );
      }
      const { browser } = this.#parts;
      token = await signInToPortal(session, flow, { client, authorizeBase: base, browser, prompts, signal });
    }
    await this.#cache.write(key, token);
    return token;
  }

  async #assumeRole(
    source: Extract<CredentialSource, { readonly kind: 'assume-role' }>,
    keys: AwsKeys,
    task: Task,
  ): Promise<AwsKeys> {
    if (source.mfaSerial !== undefined) {
      const reason = `its role asks for a one-time code of ${source.mfaSerial}`;
      throw new WorkbenchError(
        'ERR_AWS_PROFILE',
        'aws profile',
        { profile: source.profile, reason },
        {
          message: `The AWS profile ${source.profile} cannot be used: ${reason}, which cannot be entered here.`,
          hint: 'Sign in with the AWS CLI, and enter the keys that it got with their session token.',
        },
      );
    }
    const { Credentials: made } = await this.#sts(task, source.region ?? task.region, keys).send(
      new AssumeRoleCommand({
        RoleArn: source.roleArn,
        RoleSessionName: source.sessionName ?? 'federation-workbench',
        ...(source.externalId === undefined ? {} : { ExternalId: source.externalId }),
        ...(source.duration === undefined ? {} : { DurationSeconds: source.duration }),
      }),
      { abortSignal: task.signal },
    );
    task.chain.push(`role ${source.roleArn}`);
    return keysOf(made);
  }

  async #webIdentity(
    source: Extract<CredentialSource, { readonly kind: 'web-identity' }>,
    task: Task,
  ): Promise<AwsKeys> {
    const token = await readFile(source.tokenFile, 'utf8').catch(() => {
      throw new WorkbenchError('ERR_INPUT_NOT_FOUND', 'web identity', { path: source.tokenFile });
    });
    const { Credentials: made } = await this.#sts(task, task.region).send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: source.roleArn,
        RoleSessionName: source.sessionName ?? 'federation-workbench',
        WebIdentityToken: token.trim(),
      }),
      { abortSignal: task.signal },
    );
    task.chain.push(`role ${source.roleArn} by a web identity`);
    return keysOf(made);
  }

  /** What only the SDK's own providers know; loaded only there, because most identities have nothing of it. */
  async #provided(kind: 'container' | 'instance' | 'login', profile: string, task: Task): Promise<AwsKeys> {
    const sdk = await import('@aws-sdk/credential-providers');
    const clientConfig = { region: task.region, requestHandler: this.#parts.requestHandler };
    const provide = {
      container: sdk.createCredentialChain(sdk.fromHttp(), sdk.fromContainerMetadata()),
      instance: sdk.fromInstanceMetadata(),
      login: sdk.fromLoginCredentials({ profile, clientConfig }),
    }[kind];
    const made = await provide();
    task.chain.push(PROVIDED[kind]);
    return {
      accessKeyId: made.accessKeyId,
      secretAccessKey: made.secretAccessKey,
      ...(made.sessionToken === undefined ? {} : { sessionToken: made.sessionToken }),
      ...(made.expiration === undefined ? {} : { expiresAt: made.expiration.getTime() }),
    };
  }

  #sts({ wanted }: Task, region: string, keys?: AwsKeys): STSClient {
    return new STSClient({
      ...this.#client(region),
      endpoint: wanted.endpoint === undefined ? awsEndpoint('sts', region) : `${wanted.endpoint}/sts`,
      credentials: keys ?? { accessKeyId: '', secretAccessKey: '' },
    });
  }

  #client(region: string) {
    return { region, requestHandler: this.#parts.requestHandler, maxAttempts: 3 };
  }
}

function keysOf(made: Credentials | undefined): AwsKeys {
  return {
    accessKeyId: made?.AccessKeyId ?? '',
    secretAccessKey: made?.SecretAccessKey ?? '',
    ...(made?.SessionToken === undefined ? {} : { sessionToken: made.SessionToken }),
    ...(made?.Expiration === undefined ? {} : { expiresAt: made.Expiration.getTime() }),
  };
}
