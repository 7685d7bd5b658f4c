import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * STS, the access portal, a container's and an instance's metadata in one: every answer is derived from who asks and for
 * what, so that two clients that come to the same keys have gone the same way.
 */
export async function derivingServer(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const body = await bodyOf(request);
    const form = new URLSearchParams(body);
    const send = (type: string, text: string): void => {
      response.writeHead(200, { 'content-type': type });
      response.end(text);
    };
    const action = form.get('Action');
    if (action !== null) {
      const caller = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? 'nobody';
      const session = form.get('RoleSessionName') ?? '';
      const asked = [
        action === 'AssumeRole' ? caller : form.get('WebIdentityToken'),
        form.get('RoleArn'),
        form.get('ExternalId'),
        form.get('DurationSeconds') ?? '3600',
        // Each client has its own name where the profile gives none.
        /^(aws-sdk-js|federation-workbench)/.test(session) ? '' : session,
      ];
      return send('text/xml', stsAnswer(action, derived(asked)));
    }
    if (url.pathname.endsWith('/federation/credentials')) {
      const asked = [...['account_id', 'role_name'].map((name) => url.searchParams.get(name))];
      const { id, secret, token } = derived([...asked, String(request.headers['x-amz-sso_bearer_token'])]);
      const expiration = Date.now() + 3_600_000;
      return send(
        'application/json',
        JSON.stringify({
          roleCredentials: { accessKeyId: id, secretAccessKey: secret, sessionToken: token, expiration },
        }),
      );
    }
    if (url.pathname === '/latest/api/token') return send('text/plain', 'metadata-token');
    if (url.pathname === '/latest/meta-data/iam/security-credentials/') return send('text/plain', 'machine');
    const { id, secret, token } = derived([url.pathname]);
    const Expiration = new Date(Date.now() + 3_600_000).toISOString();
    send(
      'application/json',
      JSON.stringify({
        Code: 'Success',
        AccessKeyId: id,
        SecretAccessKey: secret,
        Token: token,
        Expiration,
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function derived(asked: readonly (string | null)[]) {
  const text = createHash('sha256').update(JSON.stringify(asked)).digest('hex');
  return { id: `ASIA${text.slice(0, 16).toUpperCase()}`, secret: text.slice(16, 48), token: text.slice(48) };
}

function stsAnswer(action: string, { id, secret, token }: ReturnType<typeof derived>): string {
  const expiration = new Date(Date.now() + 3_600_000).toISOString();
  return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result><Credentials>
<AccessKeyId>${id}</AccessKeyId><SecretAccessKey>${secret}</SecretAccessKey><SessionToken>${token}</SessionToken>
<Expiration>${expiration}</Expiration></Credentials></${action}Result></${action}Response>`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
