import { expect, it } from 'vitest';
import { readApplications } from '../../../shared/flows/access/applications/read-applications.ts';
import { readDirectory } from '../../../shared/flows/access/applications/read-directory.ts';
import { AwsCalls } from '../../../shared/flows/access/aws-calls.ts';
import { SOME, WIKI } from '../../core/access/applications/some-applications.ts';
import { INSTANCE, SMALL } from '../../core/access/small-organization.ts';
import { MemoryIdentityCenter, type MemoryOptions } from './memory-identity-center.ts';
import { SeededRandom } from './seeded-random.ts';
import { VirtualClock } from './virtual-clock.ts';

const signal = new AbortController().signal;

function made(options: MemoryOptions = {}) {
  const clock = new VirtualClock();
  const center = new MemoryIdentityCenter(clock, SMALL, { applications: SOME, ...options });
  const calls = new AwsCalls({ clock, random: new SeededRandom(1) });
  return { ports: { identityCenter: center.port, clock }, calls };
}

it('reads applications and issuers, and asks no SAML application for grants and scopes', async () => {
  const { ports, calls } = made();
  const phases: string[] = [];
  const read = await readApplications(ports, calls, INSTANCE, signal, ({ phase, done, total }) =>
    phases.push(`${phase} ${done}/${total}`),
  );
  expect(read).toMatchObject({ ...SOME, listed: { applications: true, issuers: true }, unknown: [] });
  // Three lists; two calls for Wiki, four for Analytics, one for the issuer.
  expect(read.calls).toMatchObject({ 'sso-admin': 10, identitystore: 0, organizations: 0 });
  expect(phases.at(-1)).toBe('applications 3/3');
});

it('pages through many, within the rate', async () => {
  const many = Array.from({ length: 250 }, (_, index) => ({ ...WIKI, arn: `${WIKI.arn}-${index}` }));
  const { ports, calls } = made({ applications: { ...SOME, applications: many } });
  const read = await readApplications(ports, calls, INSTANCE, signal);
  expect(read.applications).toEqual(many);
  expect(read.calls['sso-admin']).toBe(3 + 1 + 1 + 250 * 2 + 1);
  expect(read.seconds).toBeLessThan((506 / 20) * 1.1);
});

it('tells what was denied as unknown, and goes on', async () => {
  const denied = made({
    deny: (operation, input) =>
      (operation === 'ListApplicationAssignments' && input.applicationArn === WIKI.arn) ||
      operation === 'ListTrustedTokenIssuers',
  });
  const read = await readApplications(denied.ports, denied.calls, INSTANCE, signal);
  expect(read.listed).toEqual({ applications: true, issuers: false });
  expect(read.issuers).toEqual([]);
  const [wiki, analytics] = read.applications;
  expect(wiki?.assignments).toBeUndefined();
  expect(wiki?.assignmentRequired).toBe(true);
  expect(analytics?.assignments).toHaveLength(1);
  expect(read.unknown.map(({ part, applicationArn, code }) => [part, applicationArn, code]).sort()).toEqual([
    ['application-assignments', WIKI.arn, 'ERR_AWS_ACCESS_DENIED'],
    ['trusted-token-issuers', undefined, 'ERR_AWS_ACCESS_DENIED'],
  ]);
  const nothing = made({ deny: (operation) => operation.startsWith('List') });
  const none = await readApplications(nothing.ports, nothing.calls, INSTANCE, signal);
  expect(none.applications).toEqual([]);
  expect(none.unknown.map(({ part }) => part).sort()).toEqual([
    'application-providers',
    'applications',
    'trusted-token-issuers',
  ]);
});

it('asks an application of an unknown provider for everything', async () => {
  const { ports, calls } = made({ deny: (operation) => operation === 'ListApplicationProviders' });
  const read = await readApplications(ports, calls, INSTANCE, signal);
  expect(read.providers).toEqual([]);
  expect(read.calls['sso-admin']).toBe(12);
});

it('gets through throttling and faults, and stops when told', async () => {
  const { ports, calls } = made({ throttle: 0.2, error: 0.1 });
  expect(await readApplications(ports, calls, INSTANCE, signal)).toMatchObject(SOME);
  const stop = new AbortController();
  const other = made();
  const reading = readApplications(other.ports, other.calls, INSTANCE, stop.signal, () => stop.abort());
  await expect(reading).rejects.toThrow();
});

it('names who is behind applications, with the members of assigned groups alone', async () => {
  const { ports, calls } = made();
  const read = readApplications(ports, calls, INSTANCE, signal);
  const { index, unknown } = await readDirectory(
    ports,
    calls,
    SMALL.instance,
    read.then(({ applications }) => applications),
    signal,
  );
  expect(unknown).toEqual([]);
  expect(index.principalName('GROUP', 'g-devs')).toBe('Developers');
  expect(index.members?.get('g-devs')).toEqual(['u-ann', 'u-bob']);
  // Groups, users, and the members of the two groups that are assigned.
  expect(calls.counts.identitystore).toBe(4);
});
