import { IAMClient } from '@aws-sdk/client-iam';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SSOAdminClient, type SSOAdminClientConfig } from '@aws-sdk/client-sso-admin';
import type { AwsService } from '../../../shared/core/access/model.ts';
import { awsError } from './aws-error.ts';

/** Where AWS is and who asks. What is absent, the SDK takes from AWS's own environment variables and files. */
export interface AwsConnectionOptions {
  readonly region?: string;
  /** One address that answers all services; without, AWS's own. */
  readonly endpoint?: string;
  readonly credentials?: NonNullable<SSOAdminClientConfig['credentials']>;
  readonly requestHandler?: NonNullable<SSOAdminClientConfig['requestHandler']>;
}

interface Clients {
  readonly ssoAdmin: SSOAdminClient;
  readonly identityStore: IdentitystoreClient;
  readonly organizations: OrganizationsClient;
  readonly iam: IAMClient;
}

// The versions are pinned to ones that run here; what comes after them is nothing a reader of this warning could act on.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** Milliseconds. */
const CONNECT_WITHIN = 10_000;
const ANSWER_WITHIN = 60_000;

/**
 * The clients, without retries of their own: a request that the SDK repeats in silence is one that nobody counts, paces or
 * wrote down.
 */
export class AwsConnection {
  readonly #options: AwsConnectionOptions;
  #clients: Clients;

  constructor(options: AwsConnectionOptions) {
    this.#options = options;
    this.#clients = makeClients(options);
  }

  get clients(): Clients {
    return this.#clients;
  }

  /** Forgets credentials, so that the next call looks for new ones. */
  renew(): void {
    const before = this.#clients;
    this.#clients = makeClients(this.#options);
    before.ssoAdmin.destroy();
    before.identityStore.destroy();
    before.organizations.destroy();
    before.iam.destroy();
  }

  /**
   * Makes one call.
   *
   * @param operation its name in AWS's API
   * @throws WorkbenchError ERR_AWS_*, ERR_NETWORK_UNREACHABLE, ERR_CANCELLED, ERR_USAGE without a Region
   */
  async call<T>(
    service: AwsService,
    operation: string,
    signal: AbortSignal,
    run: () => Promise<T>,
  ): Promise<T> {
    try {
      return await run();
    } catch (thrown) {
      throw awsError(thrown, service, operation, this.#options.endpoint ?? `${service} of AWS`, signal);
    }
  }
}

function makeClients({ region, endpoint, credentials, requestHandler }: AwsConnectionOptions): Clients {
  const config = {
    maxAttempts: 1,
    requestHandler: requestHandler ?? { connectionTimeout: CONNECT_WITHIN, requestTimeout: ANSWER_WITHIN },
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  };
  return {
    ssoAdmin: new SSOAdminClient(config),
    identityStore: new IdentitystoreClient(config),
    organizations: new OrganizationsClient(config),
    iam: new IAMClient(config),
  };
}
