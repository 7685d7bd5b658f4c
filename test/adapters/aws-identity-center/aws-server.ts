import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AwsRequest {
  /** `sso-admin`, `identitystore` or `organizations`, then the operation. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A status with a JSON body, or `reset`: the connection breaks. */
export type AwsAnswer = { readonly status?: number; readonly body: unknown } | 'reset';

const SERVICES: Readonly<Record<string, string>> = {
  SWBExternalService: 'sso-admin',
  AWSIdentityStore: 'identitystore',
  AWSOrganizationsV20161128: 'organizations',
};

/** A server that speaks AWS JSON 1.1 and answers as a test says. */
export class AwsServer {
  readonly requests: AwsRequest[] = [];
  answer: (request: AwsRequest) => AwsAnswer | Promise<AwsAnswer> = () => ({ body: {} });
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<AwsServer> {
    const server = createServer(async (incoming, outgoing) => {
      let text = '';
      for await (const chunk of incoming) text += String(chunk);
      const [prefix = '', operation = ''] = String(incoming.headers['x-amz-target']).split('.');
      if (prefix === 'undefined') {
        // The Query protocol of STS, which nobody asks here for more than who one is.
        outgoing.writeHead(400).end();
        return;
      }
      const request = {
        target: `${SERVICES[prefix] ?? prefix} ${operation}`,
        headers: incoming.headers,
        body: JSON.parse(text),
      };
      started.requests.push(request);
      const answer = await started.answer(request);
      if (answer === 'reset') {
        incoming.socket.destroy();
        return;
      }
      outgoing.writeHead(answer.status ?? 200, { 'content-type': 'application/x-amz-json-1.1' });
      outgoing.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
    });
    const started = new AwsServer(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return started;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
