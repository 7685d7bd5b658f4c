import { readFile } from 'node:fs/promises';
import {
  type AuthenticationResult,
  ConfidentialClientApplication,
  CryptoProvider,
  ManagedIdentityApplication,
  type NodeAuthOptions,
  PublicClientApplication,
} from '@azure/msal-node';
import { untilAborted } from '../../../shared/core/async/until-aborted.ts';
import { type EntraIdentity, secretName, tokenCacheName } from '../../../shared/core/connections/identity.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { BrowserReturn } from '../../../shared/ports/browser-return.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import type {
  EntraAuthority,
  EntraSignIn,
  EntraToken,
  SignInPrompts,
} from '../../../shared/ports/entra-sign-in.ts';
import type { Network } from '../../../shared/ports/network.ts';
import type { SecretStore } from '../../../shared/ports/secret-store.ts';
import { azureCliToken } from './azure-cli.ts';
import { clientCertificate } from './client-certificate.ts';
import { browserRefusal, entraError } from './entra-error.ts';
import { msalNetwork } from './msal-network.ts';
import { tokenCache } from './token-cache.ts';

/** Seconds a person has for signing in. */
const PATIENCE = 300;
const TIMEOUT = 30_000;

type Wanted = Parameters<EntraSignIn['token']>[2];

interface Asking {
  /** Why a request of this sign-in got no answer. */
  failure?: unknown;
  /** What Entra said last when it refused. */
  refused?: string;
  readonly authority: EntraAuthority;
  readonly wanted: Wanted;
  readonly prompts: SignInPrompts;
  readonly signal: AbortSignal;
}

type PersonIdentity = Extract<EntraIdentity, { readonly kind: 'entra-browser' | 'entra-device-code' }>;
type AppIdentity = Extract<EntraIdentity, { readonly clientId: string; readonly tenant: string }>;

/** Signs in to Entra with Microsoft's own library, every request by the product's way out. */
export class MsalSignIn implements EntraSignIn {
  readonly #network: Network;
  readonly #metadata: Network;
  readonly #secrets: SecretStore;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #browser: BrowserReturn;

  /**
   * @param parts.network the way out
   * @param parts.metadata the way to a machine's own metadata service, which lies on a link-local address
   */
  constructor(parts: {
    readonly network: Network;
    readonly metadata: Network;
    readonly secrets: SecretStore;
    readonly clock: Pick<Clock, 'now'>;
    readonly browser: BrowserReturn;
  }) {
    this.#network = parts.network;
    this.#metadata = parts.metadata;
    this.#secrets = parts.secrets;
    this.#clock = parts.clock;
    this.#browser = parts.browser;
  }

  async token(
    identity: EntraIdentity,
    authority: EntraAuthority,
    wanted: Wanted,
    prompts: SignInPrompts,
    signal: AbortSignal,
  ): Promise<EntraToken> {
    const asking: Asking = { authority, wanted, prompts, signal };
    try {
      return await untilAborted(this.#token(identity, asking), signal);
    } catch (thrown) {
      if (signal.aborted) throw new WorkbenchError('ERR_CANCELLED', 'entra', {});
      throw asking.failure ?? entraError(thrown, identity.name, !wanted.interactive, asking.refused);
    }
  }

  async forget(identityId: string): Promise<void> {
    await this.#secrets.remove(tokenCacheName(identityId));
  }

  #token(identity: EntraIdentity, asking: Asking): Promise<EntraToken> {
    switch (identity.kind) {
      case 'entra-browser':
      case 'entra-device-code':
        return this.#person(identity, asking);
      case 'entra-client-secret':
      case 'entra-certificate':
      case 'entra-federated-assertion':
        return this.#application(identity, asking);
      case 'entra-azure-cli':
        return azureCliToken(identity.name, asking.wanted.scopes[0] ?? '', identity.tenant, asking.signal);
      case 'entra-managed-identity':
        return this.#managedIdentity(identity.clientId, asking);
    }
  }

  async #person(identity: PersonIdentity, asking: Asking): Promise<EntraToken> {
    const { wanted, prompts, signal } = asking;
    const client = new PublicClientApplication(this.#configuration(identity, asking, {}));
    const scopes = [...wanted.scopes];
    const [account] = await client.getAllAccounts();
    if (account !== undefined && wanted.claims === undefined) {
      try {
        return tokenOf(await client.acquireTokenSilent({ account, scopes }));
      } catch (thrown) {
        if (!wanted.interactive) throw thrown;
      }
    }
    if (!wanted.interactive)
      throw new WorkbenchError('ERR_SIGN_IN_NEEDED', 'entra', { identity: identity.name });
    const claims = wanted.claims === undefined ? {} : { claims: wanted.claims };
    if (identity.kind === 'entra-browser') return this.#byBrowser(client, scopes, claims, asking);
    const request = {
      scopes,
      ...claims,
      cancel: false,
      deviceCodeCallback: (code: { userCode: string; verificationUri: string; expiresIn: number }) =>
        prompts.showDeviceCode(code),
    };
    // msal looks at this member between two polls.
    const stop = (): void => {
      request.cancel = true;
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      return tokenOf(required(await client.acquireTokenByDeviceCode(request), identity.name));
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** The authorization code flow with PKCE in the system's browser (RFC 8252, RFC 7636). */
  async #byBrowser(
    client: PublicClientApplication,
    scopes: string[],
    claims: { readonly claims?: string },
    { prompts, signal }: Asking,
  ): Promise<EntraToken> {
    const random = new CryptoProvider();
    const { challenge, verifier } = await random.generatePkceCodes();
    const state = random.createNewGuid();
    const listener = await this.#browser.open(state);
    try {
      const redirectUri = `http://localhost:${listener.port}`;
      const address = await client.getAuthCodeUrl({
        scopes,
        redirectUri,
        state,
        codeChallenge: challenge,
        codeChallengeMethod: 'S256',
        prompt: 'select_account',
        ...claims,
      });
      const back = listener.wait(PATIENCE, signal);
      // A refusal to open the browser comes first; the wait must not become an unhandled rejection then.
      back.catch(() => undefined);
      await prompts.openBrowser(address);
      const { code, error, errorDescription } = await back;
      if (code === undefined) throw browserRefusal(error ?? 'unknown', errorDescription ?? '');
      return tokenOf(
        await client.acquireTokenByCode({ code, scopes, redirectUri, codeVerifier: verifier, ...claims }),
      );
    } finally {
      listener.close();
    }
  }

  async #application(identity: AppIdentity, asking: Asking): Promise<EntraToken> {
    const credential = await this.#credential(identity);
    const client = new ConfidentialClientApplication(this.#configuration(identity, asking, credential));
    const result = await client.acquireTokenByClientCredential({
      scopes: [...asking.wanted.scopes],
      ...(asking.wanted.claims === undefined ? {} : { claims: asking.wanted.claims }),
    });
    return tokenOf(required(result, identity.name));
  }

  async #credential(identity: AppIdentity): Promise<Partial<NodeAuthOptions>> {
    if (identity.kind === 'entra-client-secret') {
      const secret = await this.#secrets.get(secretName(identity.id, 'clientSecret'));
      if (secret === undefined) {
        throw new WorkbenchError('ERR_IDENTITY_SECRET', 'secret store', {
          identity: identity.name,
          field: 'clientSecret',
          reason: 'the client secret is not here',
        });
      }
      return { clientSecret: secret };
    }
    if (identity.kind === 'entra-certificate') {
      const key = await this.#secrets.get(secretName(identity.id, 'privateKey'));
      return {
        clientCertificate: clientCertificate(identity.name, identity.certificatePem, key, this.#clock.now()),
      };
    }
    if (identity.kind !== 'entra-federated-assertion') return {};
    const file = identity.assertionFile;
    return {
      clientAssertion: async () => {
        try {
          return (await readFile(file, 'utf8')).trim();
        } catch {
          throw new WorkbenchError('ERR_INPUT_NOT_FOUND', 'assertion', { path: file });
        }
      },
    };
  }

  async #managedIdentity(clientId: string | undefined, asking: Asking): Promise<EntraToken> {
    const client = new ManagedIdentityApplication({
      ...(clientId === undefined ? {} : { managedIdentityIdParams: { userAssignedClientId: clientId } }),
      system: { networkClient: networkFor(this.#metadata, asking), disableInternalRetries: true },
    });
    const resource = (asking.wanted.scopes[0] ?? '').replace(/\/\.default$/, '');
    return tokenOf(await client.acquireToken({ resource }));
  }

  #configuration(
    identity: PersonIdentity | AppIdentity,
    asking: Asking,
    credential: Partial<NodeAuthOptions>,
  ) {
    const { login } = asking.authority;
    const { host } = new URL(login);
    return {
      auth: {
        clientId: identity.clientId,
        authority: `${login}/${identity.tenant}`,
        // msal asks Microsoft's public cloud about any host it does not know.
        knownAuthorities: [host],
        clientCapabilities: ['cp1'],
        ...credential,
      },
      cache: { cachePlugin: tokenCache(this.#secrets, identity.id) },
      system: { networkClient: networkFor(this.#network, asking) },
    };
  }
}

function networkFor(network: Network, asking: Asking) {
  return msalNetwork(network, TIMEOUT, asking.signal, {
    failed: (thrown) => {
      asking.failure = thrown;
    },
    refused: (description) => {
      asking.refused = description;
    },
  });
}

/** msal gives null where it was cancelled in the middle. */
function required(result: AuthenticationResult | null, identity: string): AuthenticationResult {
  if (result === null) throw new WorkbenchError('ERR_SIGN_IN_NEEDED', 'entra', { identity });
  return result;
}

function tokenOf(result: AuthenticationResult): EntraToken {
  return {
    accessToken: result.accessToken,
    expiresAt: result.expiresOn?.getTime() ?? 0,
    scopes: result.scopes,
    ...(result.account?.username === undefined ? {} : { account: result.account.username }),
    ...(result.tenantId === '' ? {} : { tenantId: result.tenantId }),
    fromCache: result.fromCache,
  };
}
