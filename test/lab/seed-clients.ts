import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { ListPermissionSetsCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { expect } from 'vitest';
import { askLab } from '../../electron/cli/lab-http.ts';
import { listPeople } from '../../electron/lab/control/people.ts';
import type { Lab } from '../../electron/lab/lab.ts';
import { readyDocument } from '../../electron/lab/ready.ts';
import type { Seed } from '../../electron/lab/seed/seed.ts';
import { labReadySchema } from '../../shared/contract/lab-ready.ts';

/** A client that uses a Lab of which it knows nothing but what the seed and the ready document say. */
interface SeedClient {
  readonly name: string;
  run(lab: Lab, seed: Seed): Promise<void>;
}

/**
 * What test/lab/other-seed.test.ts runs against Labs of random seeds. Add a client for each service: none may name a person,
 * tenant, group, account or permission set of the default cast.
 */
export const SEED_CLIENTS: readonly SeedClient[] = [
  {
    name: 'the ready document',
    async run(lab, seed) {
      const ready = labReadySchema.parse(readyDocument(lab, 'ca.pem'));
      expect(ready.tenants.map(({ domain }) => domain)).toEqual(seed.tenants.map(({ domain }) => domain));
      expect(ready.aws.region).toBe(seed.aws.region);
      expect(ready.apps.map(({ name }) => name)).toEqual(
        seed.tenants[0]?.apps?.filter(({ kind }) => kind !== 'api').map(({ name }) => name),
      );
    },
  },
  {
    name: 'people of the control routes',
    async run(lab, seed) {
      const { people, total } = listPeople(lab.state, lab.ground.clock.now(), { from: 0, count: 1_000 });
      const wanted = seed.tenants.flatMap(({ users }) => users.filter(({ guest }) => guest !== true));
      expect(total).toBe(wanted.length);
      for (const { userName, password } of wanted) {
        const person = people.find((one) => one.userName === userName);
        expect(person?.password).toEqual(password ?? expect.stringMatching(/^Lab-/));
      }
    },
  },
  {
    name: 'every listener, by its loopback address and its real name',
    async run(lab) {
      const { addresses } = lab.ground;
      for (const service of ['scim', 'aws', 'access-portal'] as const) {
        const { host } = new URL(addresses.real(service));
        const answer = await fetch(`${addresses.loopback(service)}/nothing-here`);
        expect(answer.status).toBeLessThan(500);
        expect(addresses.onLoopback(`https://${host}/x`)).toMatch(/^http:\/\/127\.0\.0\.1:/);
      }
    },
  },
  {
    name: 'a token for the application itself, verified with the published keys',
    async run(lab) {
      const { apps, tenants, endpoints } = readyDocument(lab, 'ca.pem');
      const app = apps.find(({ clientSecret }) => clientSecret !== undefined);
      const origin = `${endpoints.entra}/${tenants[0]?.id}`;
      const ca = lab.ground.tls.caPem;
      const answer = await askLab(`${origin}/oauth2/v2.0/token`, ca, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: app?.clientId ?? '',
          client_secret: app?.clientSecret ?? '',
          scope: `${app?.clientId}/.default`,
        }).toString(),
      });
      const keys = await askLab(`${origin}/discovery/v2.0/keys`, ca);
      const { payload } = await jwtVerify(
        JSON.parse(answer.text).access_token,
        createLocalJWKSet(JSON.parse(keys.text)),
        { audience: app?.clientId ?? '' },
      );
      expect(payload.tid).toBe(tenants[0]?.id);
    },
  },
  {
    name: 'SCIM, which lists everybody in an assigned group',
    async run(lab) {
      const { scim } = readyDocument(lab, 'ca.pem');
      const { text } = await askLab(`${scim?.baseAddress}Users?count=100`, '', {
        headers: { authorization: `Bearer ${scim?.token}` },
      });
      const names = (JSON.parse(text).Resources as { userName: string }[]).map(({ userName }) => userName);
      expect(names.sort()).toEqual(
        [...lab.state.aws.identityStore.users.values()].map(({ userName }) => userName).sort(),
      );
    },
  },
  {
    name: 'the AWS SDK, which finds the permission sets and accounts of the seed',
    async run(lab, seed) {
      const { aws, endpoints } = readyDocument(lab, 'ca.pem');
      const config = {
        endpoint: endpoints.aws,
        region: aws.region,
        credentials: { accessKeyId: aws.accessKeyId, secretAccessKey: aws.secretAccessKey },
      };
      const admin = new SSOAdminClient(config);
      const { PermissionSets = [] } = await admin.send(
        new ListPermissionSetsCommand({ InstanceArn: aws.instanceArn }),
      );
      expect(PermissionSets).toHaveLength(seed.aws.permissionSets.length);
      const { Accounts = [] } = await new OrganizationsClient(config).send(new ListAccountsCommand({}));
      expect(Accounts.map(({ Name }) => Name)).toContain(seed.aws.managementAccount.name);
    },
  },
];
