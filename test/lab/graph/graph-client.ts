import { request } from 'node:https';
import { SignJWT } from 'jose';
import {
  findUserByName,
  type Group,
  type ServicePrincipal,
  type Tenant,
  type User,
} from '../../../electron/lab/entra/directory.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { privateKeyOf } from '../../../electron/lab/platform/rsa-key.ts';
import { GRAPH_ROLES } from '../../../electron/lab/seed/graph-permissions.ts';

/** What Graph answered. */
export interface GraphReply {
  readonly status: number;
  /** JSON as it came; tests compare it. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** What of a token is to be unusual. */
export interface TokenWish {
  readonly roles?: readonly string[];
  /** Delegated, for this user. */
  readonly user?: User;
  readonly scopes?: readonly string[];
  readonly audience?: string;
  readonly issuer?: string;
  /** Seconds from now. */
  readonly lifetime?: number;
  readonly notBefore?: number;
  readonly kid?: string;
  readonly signedBy?: Tenant;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** Speaks to Graph as any client does, with tokens signed with the tenant's own key. */
export class GraphClient {
  readonly lab: Lab;

  constructor(lab: Lab) {
    this.lab = lab;
  }

  /** The tenant that has the AWS application. */
  get tenant(): Tenant {
    const [tenant] = this.lab.state.directory.tenants.values();
    if (tenant === undefined) throw new RangeError('no tenant');
    return tenant;
  }

  get otherTenant(): Tenant {
    const [, tenant] = this.lab.state.directory.tenants.values();
    if (tenant === undefined) throw new RangeError('no second tenant');
    return tenant;
  }

  /** The service principal of the seed's AWS application. */
  get awsApp(): ServicePrincipal {
    for (const principal of this.tenant.servicePrincipals.values())
      if (principal.preferredSingleSignOnMode === 'saml') return principal;
    throw new RangeError('no AWS application');
  }

  get jobPath(): string {
    const [job] = this.lab.state.synchronization.jobs.values();
    return `/servicePrincipals/${this.awsApp.id}/synchronization/jobs/${job?.id}`;
  }

  user(name: string): User {
    const { domains } = this.tenant;
    for (const domain of domains.keys()) {
      const found = findUserByName(this.tenant, `${name}@${domain}`);
      if (found !== undefined) return found;
    }
    throw new RangeError(`no user ${name}`);
  }

  group(name: string): Group {
    for (const group of this.tenant.groups.values()) if (group.displayName === name) return group;
    throw new RangeError(`no group ${name}`);
  }

  /** An access token, of an application with every role where nothing else is wished for. */
  token(wish: TokenWish = {}): Promise<string> {
    const tenant = this.tenant;
    const signer = wish.signedBy ?? tenant;
    const [key] = signer.signingKeys;
    if (key === undefined) throw new RangeError('the tenant has no key');
    const now = Math.floor(this.lab.ground.clock.now() / 1000);
    const who =
      wish.user === undefined
        ? { oid: this.awsApp.id, roles: wish.roles ?? GRAPH_ROLES }
        : { oid: wish.user.id, scp: (wish.scopes ?? ['User.Read']).join(' ') };
    return new SignJWT({ tid: tenant.id, appid: 'test', ver: '1.0', ...who, ...wish.claims })
      .setProtectedHeader({ alg: 'RS256', kid: wish.kid ?? key.keyId, typ: 'JWT' })
      .setAudience(wish.audience ?? 'https://graph.microsoft.com')
      .setIssuer(wish.issuer ?? `https://sts.windows.net/${tenant.id}/`)
      .setIssuedAt(now)
      .setNotBefore(now + (wish.notBefore ?? 0))
      .setExpirationTime(now + (wish.lifetime ?? 3_600))
      .sign(privateKeyOf(key.key));
  }

  /**
   * @param path behind `/v1.0`; a whole address as it is
   * @param body sent as JSON; a string as it is
   */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<GraphReply> {
    const url = path.startsWith('https:')
      ? path
      : `${this.lab.ground.addresses.loopback('graph')}/v1.0${path}`;
    const sent = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body);
    const authorization = headers.authorization ?? `Bearer ${await this.token()}`;
    const all = {
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      // Node frames no body of a DELETE by itself: its bytes would be taken for a request of their own.
      ...(sent === undefined ? {} : { 'content-length': String(Buffer.byteLength(sent)) }),
      ...headers,
      ...(authorization === '' ? {} : { authorization }),
    };
    return new Promise((resolve, reject) => {
      const asked = request(
        url,
        {
          method,
          headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
          ca: this.lab.ground.tls.caPem,
        },
        (answer) => {
          let text = '';
          answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
          answer.on('end', () => {
            const isJson = String(answer.headers['content-type'] ?? '').includes('json');
            resolve({
              status: answer.statusCode ?? 0,
              body: isJson ? JSON.parse(text) : {},
              headers: answer.headers,
              text,
            });
          });
        },
      );
      asked.on('error', reject);
      asked.end(sent);
    });
  }

  async get(path: string): Promise<GraphReply> {
    return this.ask('GET', path);
  }

  /** @returns the status and, for a refusal, its code */
  async told(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<string> {
    const reply = await this.ask(method, path, body, headers);
    const error = reply.body.error as { code?: string } | undefined;
    return error === undefined ? String(reply.status) : `${reply.status} ${error.code}`;
  }

  /** @returns the objects of a collection */
  async list(path: string): Promise<readonly Record<string, unknown>[]> {
    const { status, body } = await this.get(path);
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return body.value as Record<string, unknown>[];
  }
}
