import { Agent, request as plainRequest } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Lab } from '../../electron/lab/lab.ts';
import { SERVICES, type ServiceName } from '../../electron/lab/platform/hosts.ts';
import { runningLab } from './running-lab.ts';

// Hundreds of requests, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let lab: Lab;
const plainAgent = new Agent({ keepAlive: true });
const tlsAgent = new TlsAgent({ keepAlive: true });
const thrown: unknown[] = [];
beforeAll(async () => {
  lab = await runningLab({ report: (service, error) => void thrown.push([service, error]) });
});
afterAll(() => {
  plainAgent.destroy();
  tlsAgent.destroy();
  return lab.stop();
});

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location: string;
}

function send(
  service: ServiceName,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<Answer> {
  const base = lab.ground.addresses.loopback(service);
  const { hostname, port, pathname } = new URL(base);
  const options = {
    ...{ hostname, port, method, headers, ca: lab.ground.tls.caPem },
    agent: base.startsWith('https:') ? tlsAgent : plainAgent,
    path: `${pathname.replace(/\/$/, '')}${path}`,
  };
  return new Promise((resolve, reject) => {
    const asked = (base.startsWith('https:') ? tlsRequest : plainRequest)(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          location: answer.headers.location ?? '',
        }),
      );
    });
    asked.on('error', (error) =>
      reject(new Error(`${method} ${path} ${body.slice(0, 40)}`, { cause: error })),
    );
    asked.end(body);
  });
}

const FORM = 'application/x-www-form-urlencoded';
const deep = (open: string, close: string): string => open.repeat(20_000) + close.repeat(20_000);
const ENTITIES =
  '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><r>&b;&x;</r>';

/** Bodies of each kind that are not what they say they are. */
const BODIES: readonly (readonly [type: string, body: string])[] = [
  ['application/json', '{"a":'],
  ['application/json', deep('[', ']')],
  ['application/json', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'],
  ['application/x-amz-json-1.1', '{"\ud800":null}'],
  ['application/scim+json', '{"schemas":7,"Operations":{"op":[]}}'],
  [FORM, '%ZZ=%&&&=&__proto__=1&constructor=2'],
  [FORM, `SAMLResponse=${encodeURIComponent(Buffer.from(ENTITIES).toString('base64'))}&RelayState=%0d%0aX:1`],
  [FORM, `SAMLRequest=${encodeURIComponent(Buffer.from(deep('<a>', '</a>')).toString('base64'))}`],
  [FORM, `wresult=${encodeURIComponent(ENTITIES)}&wa=wsignin1.0&wctx=${'x'.repeat(20_000)}`],
  [FORM, `grant_type=%00&client_id=${'9'.repeat(20_000)}&scope=${'a%20'.repeat(5_000)}`],
  ['text/xml', ENTITIES],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="file"; filename="../../x"\r\n',
  ],
  ['nonsense; charset="', '\u0000\u0001\ufffd'],
  ['', ''],
];

/** Paths of each service behind which something happens, besides some that nothing is behind. */
const PATHS: Readonly<Record<ServiceName, readonly string[]>> = {
  entra: [
    '/common/oauth2/v2.0/token',
    '/nowhere.example/oauth2/token',
    '/common/oauth2/v2.0/authorize?client_id=%00&redirect_uri=javascript:1&scope=%ff',
    '/common/oauth2/v2.0/devicecode',
    '/common/oauth2/v2.0/logout?post_logout_redirect_uri=//evil.example',
    '/jogcloud.com/saml2',
    '/jogcloud.com/saml2/resume?request=__proto__',
    '/jogcloud.com/wsfed?wa=wsignin1.0&wtrealm=%00',
    '/login.srf',
    '/common/sign-in?flow=constructor',
    '/common/GetCredentialType',
    '/__proto__/.well-known/openid-configuration',
    '/common/discovery/instance?authorization_endpoint=%00',
  ],
  graph: ['/v1.0/users', '/v1.0/$batch', '/v1.0/users(%00)', '/oidc/userinfo', '/beta/x'],
  adfs: ['/adfs/ls/?wa=wsignin1.0&wtrealm=%0d%0a', '/adfs/management', '/adfs/ls/IdpInitiatedSignOn.aspx'],
  'adfs-certificate': ['/adfs/ls/', '/adfs/certauth'],
  myapps: ['/', '/signin', '/launch/__proto__'],
  aws: [
    '/',
    '/sso-admin',
    '/sso-oidc/token',
    '/sso-oidc/client/register',
    '/sso/federation/credentials?role_name=%00',
  ],
  scim: ['/x/scim/v2/Users', '/__proto__/scim/v2/Groups/%2e%2e', '/x/scim/v2/Users?filter=((((&count=-1'],
  'aws-signin': [
    '/platform/saml/acs/x',
    '/platform/saml/d-0000000000',
    '/platform/login',
    '/platform/logout',
  ],
  'access-portal': [
    '/start',
    '/start/device?user_code=%00',
    '/start/console?account_id=__proto__',
    '/sign-out',
  ],
  'aws-console': [
    '/federate?code=__proto__&destination=//evil.example',
    '/singlesignon/__proto__',
    '/sign-out',
  ],
  'managed-identity': [
    '/imds/metadata/identity/oauth2/token?resource=%00&api-version=x',
    '/app-service/msi/token?resource[]=x',
    '/arc/metadata/identity/oauth2/token?resource=x',
  ],
  control: ['/', '/clock', '/faults', '/restore', '/people?from=-1', '/signatures'],
};

const STACK = /\bat .*\.[tj]s:\d+|node_modules|node:internal|\/electron\/lab\//;

describe.each(SERVICES)('%s', (service) => {
  it('answers whatever is sent in words of its own, without stack traces', async () => {
    const paths = [
      ...PATHS[service],
      '/nothing/here',
      `/${'%2e%2e/'.repeat(8)}etc/passwd`,
      `/${'a'.repeat(4_000)}`,
    ];
    const odd: string[] = [];
    for (const path of paths) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) {
        const bodies = method === 'GET' || method === 'HEAD' ? [['', ''] as const] : BODIES;
        // All bodies by POST; the other methods take one each, in turn.
        const chosen =
          method === 'POST' ? bodies : [bodies[path.length % bodies.length] ?? (['', ''] as const)];
        for (const [type, body] of chosen) {
          const headers = {
            ...(type === '' ? {} : { 'content-type': type }),
            'x-amz-target': 'SWBExternalService.__proto__',
            authorization: path.length % 2 === 0 ? 'Bearer e30.e30.' : 'AWS4-HMAC-SHA256 Credential=////',
            cookie: '__proto__=1; ESTSAUTH=%00; x',
          };
          const { status, text, location } = await send(service, method, path, headers, body);
          const what = `${method} ${path.slice(0, 60)} ${type}`;
          if (status >= 500) odd.push(`${what}: ${status} ${text.slice(0, 200)}`);
          if (STACK.test(text)) odd.push(`${what}: ${text.slice(0, 200)}`);
          if (/polluted|evil\.example/.test(location)) odd.push(`${what}: to ${location}`);
        }
      }
    }
    expect(odd).toEqual([]);
    expect(thrown.splice(0)).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('refuses a Host header that is neither loopback nor a name it plays', async () => {
    for (const host of [
      'attacker.example',
      'localhost.attacker.example',
      '127.0.0.1.nip.io',
      '192.168.0.7',
      '0.0.0.0',
    ]) {
      const { status, text } = await send(service, 'GET', '/', { host });
      expect([host, status, text]).toEqual([host, expect.any(Number), expect.not.stringMatching(STACK)]);
      expect([400, 421]).toContain(status);
    }
  });
});

describe('the sockets', () => {
  /** Sends bytes as they are. @returns what came back until the other side closed, or `wait` milliseconds were over */
  function raw(port: number, text: string, wait = 1_000): Promise<string> {
    return new Promise((resolve) => {
      let answer = '';
      const socket = connect({ host: '127.0.0.1', port }, () => socket.write(text));
      const timer = setTimeout(() => socket.destroy(), wait);
      socket.on('data', (chunk) => {
        answer += String(chunk);
      });
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearTimeout(timer);
        resolve(answer);
      });
    });
  }
  const portOf = (url: string): number => Number(new URL(url).port);

  it.each([
    'CONNECT attacker.example:443',
    'CONNECT 127.0.0.1:22',
    'CONNECT [::1]:443',
    'CONNECT login.microsoftonline.com.attacker.example:443',
    'CONNECT x',
    'CONNECT :',
    'GET http://attacker.example/',
    'GET http://169.254.169.253/',
    'GET /control',
    'GET http://localhost/control',
  ])('lets nobody through the proxy to anything else: %s', async (line) => {
    const port = portOf(lab.ground.addresses.connectProxy);
    expect(await raw(port, `${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 40[03] /,
    );
  });

  it('goes on while others hold half a request, or send what is no HTTP', async () => {
    const port = portOf(lab.ground.addresses.loopback('control'));
    const slow = Array.from({ length: 200 }, () =>
      raw(port, 'POST /scim/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n{', 500),
    );
    const odd = [
      '\u0000\u0001\u0002',
      'GET',
      'GET / HTTP/9.9\r\n\r\n',
      `GET / HTTP/1.1\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`,
    ];
    const answers = await Promise.all(odd.map((text) => raw(port, text)));
    expect((await send('control', 'GET', '/')).status).toBe(401);
    for (const answer of answers) expect(answer).not.toMatch(STACK);
    await Promise.all(slow);
    expect(thrown).toEqual([]);
  });
});
