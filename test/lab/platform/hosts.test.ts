import { expect, it } from 'vitest';
import {
  hostName,
  isLoopbackName,
  pathOfService,
  routeOfHost,
  routeOfPath,
  SERVICES,
  TLS_SERVICES,
} from '../../../electron/lab/platform/hosts.ts';

const names = { adfs: 'sts.corp.example' };

it.each([
  ['login.microsoftonline.com', 'entra', ''],
  ['login.windows.net', 'entra', ''],
  ['sts.windows.net', 'entra', ''],
  ['graph.microsoft.com', 'graph', ''],
  ['myapps.microsoft.com', 'myapps', ''],
  ['sts.corp.example', 'adfs', ''],
  ['certauth.sts.corp.example', 'adfs-certificate', ''],
  ['169.254.169.254', 'managed-identity', '/imds'],
  ['console.aws.amazon.com', 'aws-console', ''],
  ['eu-west-1.console.aws.amazon.com', 'aws-console', ''],
  ['us-east-1.signin.aws.amazon.com', 'aws-signin', ''],
  ['signin.aws.amazon.com', 'aws-signin', ''],
  ['us-east-1.signin.aws', 'aws-signin', ''],
  ['us-east-1.sso.signin.aws', 'aws-signin', ''],
  ['d-0123456789.awsapps.com', 'access-portal', ''],
  ['my-company.awsapps.com', 'access-portal', ''],
  ['scim.us-east-1.amazonaws.com', 'scim', ''],
  ['oidc.us-east-1.amazonaws.com', 'aws', '/sso-oidc'],
  ['portal.sso.us-east-1.amazonaws.com', 'aws', '/sso'],
  ['sso.us-east-1.amazonaws.com', 'aws', ''],
  ['identitystore.eu-west-1.amazonaws.com', 'aws', ''],
  ['organizations.us-east-1.amazonaws.com', 'aws', ''],
  ['sts.amazonaws.com', 'aws', ''],
  ['iam.amazonaws.com', 'aws', ''],
])('%s is played by %s', (host, service, prefix) => {
  expect(routeOfHost(host, names)).toEqual({ service, prefix });
});

it.each([
  'example.com',
  'login.microsoftonline.com.attacker.example',
  'attacker-login.microsoftonline.com',
  'graph.microsoft.com.',
  'sts.jogcloud.com',
  'evil.sts.corp.example',
  'awsapps.com',
  'a.b.awsapps.com',
  'amazonaws.com',
  'scim.us-east-1.amazonaws.com.cn',
  'a.b.c.d.amazonaws.com',
  'xn--gin-hoa.aws.amazon.com',
  '',
])('nobody plays %j', (host) => {
  expect(routeOfHost(host, names)).toBeUndefined();
});

it('gives every service one place on loopback: a path or a listener of its own', () => {
  for (const service of SERVICES) {
    const path = pathOfService(service);
    expect([service, (TLS_SERVICES as readonly string[]).includes(service)]).toEqual([
      service,
      path === undefined,
    ]);
    if (path !== undefined) expect(routeOfPath(`${path}/x?y`)).toEqual({ service, base: path });
  }
});

it.each([
  ['/scim', 'scim'],
  ['/scim?x=1', 'scim'],
  ['/aws/sso-admin', 'aws'],
  ['/scimitar', undefined],
  ['/', undefined],
  ['//scim/x', undefined],
  ['/SCIM', undefined],
])('the path %s belongs to %s', (path, service) => {
  expect(routeOfPath(path)?.service).toBe(service);
});

it('takes the port off a Host header', () => {
  expect(hostName('LOCALHOST:7443')).toBe('localhost');
  expect(hostName('[::1]:80')).toBe('[::1]');
  expect(['localhost', '127.0.0.1', '[::1]'].every(isLoopbackName)).toBe(true);
  expect(['localhost.attacker.example', '127.0.0.1.nip.io', '0.0.0.0', ''].some(isLoopbackName)).toBe(false);
});
