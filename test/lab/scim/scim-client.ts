import { request } from 'node:http';
import type { Lab } from '../../../electron/lab/lab.ts';

/** What the endpoint answered. */
export interface ScimReply {
  readonly status: number;
  /** JSON as it came; tests compare it. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Speaks to the SCIM endpoint of a Lab as any client does. */
export class ScimClient {
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  get tenantId(): string {
    return this.#lab.state.aws.identityCenter.scim?.tenantId ?? '';
  }

  get token(): string {
    return this.#lab.state.aws.identityCenter.scim?.tokens[0]?.token ?? '';
  }

  /**
   * @param path behind `/scim/v2/`
   * @param body sent as JSON; a string as it is
   * @param headers replace the usual ones; an empty value leaves one out
   */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
    tenantId = this.tenantId,
  ): Promise<ScimReply> {
    const url = `${this.#lab.ground.addresses.loopback('scim')}/${tenantId}/scim/v2/${path}`;
    const sent = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body);
    const all = {
      authorization: `Bearer ${this.token}`,
      'user-agent': 'lab-test',
      ...(sent === undefined ? {} : { 'content-type': 'application/scim+json' }),
      ...headers,
    };
    const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
    return new Promise((resolve, reject) => {
      const asked = request(url, { method, headers: kept }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            body: text === '' ? {} : JSON.parse(text),
            headers: answer.headers,
          }),
        );
      });
      asked.on('error', reject);
      asked.end(sent);
    });
  }

  list(resource: 'Users' | 'Groups', filter: string): Promise<ScimReply> {
    return this.ask('GET', `${resource}?filter=${encodeURIComponent(filter)}`);
  }

  patch(path: string, ...operations: readonly unknown[]): Promise<ScimReply> {
    return this.ask('PATCH', path, { schemas: [PATCH_URN], Operations: operations });
  }

  /** @returns the id of a new user; its names are made of `userName` */
  async newUser(userName: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { status, body } = await this.ask('POST', 'Users', { ...person(userName), ...more });
    if (status !== 201) throw new Error(`${userName}: ${status}`);
    return body.id as string;
  }

  async newGroup(displayName: string, members: readonly string[] = []): Promise<string> {
    const { status, body } = await this.ask('POST', 'Groups', {
      displayName,
      members: members.map((value) => ({ value })),
    });
    if (status !== 201) throw new Error(`${displayName}: ${status}`);
    return body.id as string;
  }
}

const PATCH_URN = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** The least a user needs. */
export function person(userName: string): Record<string, unknown> {
  return {
    userName,
    displayName: userName,
    name: { givenName: 'Given', familyName: userName },
  };
}
