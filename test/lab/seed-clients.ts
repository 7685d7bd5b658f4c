import { expect } from 'vitest';
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
];
