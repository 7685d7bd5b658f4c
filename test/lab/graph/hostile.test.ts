import { afterAll, beforeAll, expect, it } from 'vitest';
import { ProvisioningEngine } from '../../../electron/lab/graph/provisioning/engine.ts';
import { graphRoutes } from '../../../electron/lab/graph/routes.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { ProvisioningLab } from './provisioning-lab.ts';

let lab: Lab;
let graph: ProvisioningLab;
const thrown: unknown[] = [];
beforeAll(async () => {
  lab = await runningLab({ report: (_service, error) => void thrown.push(error) });
  graph = new ProvisioningLab(lab);
});
afterAll(() => lab.stop());

const deep = `{"displayName":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`;
const MEMBERS = [
  'appRoles',
  'conditions',
  'criteria',
  'credentials',
  'definition',
  'displayName',
  'grantControls',
  'ids',
  'inboundTrust',
  'invitedUserEmailAddress',
  'keyCredentials',
  'keyId',
  'members@odata.bind',
  '@odata.id',
  'parameters',
  'passwordCredential',
  'passwordProfile',
  'principalId',
  'requests',
  'signingCertificate',
  'templateId',
  'tenantId',
  'userPrincipalName',
  'value',
  'web',
] as const;
const VALUES: readonly unknown[] = [
  null,
  7,
  '',
  'x',
  [],
  [null],
  [[]],
  {},
  { a: { b: [1] } },
  true,
  'x'.repeat(5_000),
];

/** Bodies with one member each, in turn. */
const single = MEMBERS.map((name, index) => JSON.stringify({ [name]: VALUES[index % VALUES.length] }));
const BODIES = ['', '{', '[]', 'null', '"x"', deep, '{"__proto__":{"x":1},"constructor":1}', ...single];

it('answers every operation for every odd body and query with an error of its own', async () => {
  const kept = lab.snapshot();
  const routes = graphRoutes(new ProvisioningEngine(lab.ground));
  const ids: Readonly<Record<string, () => string>> = {
    '/servicePrincipals': () => graph.awsApp.id,
    '/applications': () => [...graph.tenant.applications.keys()][0] ?? '',
    '/users': () => [...graph.tenant.users.keys()][0] ?? '',
    '/groups': () => [...graph.tenant.groups.keys()][0] ?? '',
    '/domains': () => [...graph.tenant.domains.keys()][0] ?? '',
  };
  const failed: string[] = [];
  const authorization = `Bearer ${await graph.token()}`;
  for (const route of routes) {
    // From the same state each time: an operation that worked must not hide the next one's fault.
    lab.restore(kept);
    const id = ids[`/${route.path.split('/')[1]}`]?.() ?? 'x';
    const path = route.path.replace(':id', id).replace(':job', graph.job.id).replace(/:\w+/g, 'x');
    const tries =
      route.method === 'GET'
        ? [
            '?$filter=a/any(',
            '?$select=,,',
            '?$top=-1',
            '?$skiptoken=%00',
            '?$orderby=',
            '?$expand=((',
            '?$filter=%27',
          ].map((query) => [query, undefined] as const)
        : BODIES.map((body) => ['', body] as const);
    for (const [query, body] of tries) {
      const { status } = await graph.ask(route.method, `${path}${query}`, body, { authorization });
      if (status >= 500) failed.push(`${route.operation} ${query}${String(body).slice(0, 60)}`);
    }
  }
  expect(failed).toEqual([]);
  expect(thrown).toEqual([]);
}, 120_000);
