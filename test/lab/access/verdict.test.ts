import { afterAll, beforeAll, expect, it } from 'vitest';
import { IdentityStore } from '../../../electron/lab/aws/identity-store.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { readyDocument } from '../../../electron/lab/ready.ts';
import { accessVerdictSchema } from '../../../shared/contract/access-sign-in.ts';
import { documentOf, runCli } from '../../cli/run-cli.ts';
import { scratchFolder } from '../../cli/scratch-folder.ts';
import { runningLab } from '../running-lab.ts';

const folder = scratchFolder();
let lab: Lab;
let ready: string;
beforeAll(async () => {
  lab = await runningLab();
  folder.put('ca.pem', lab.ground.tls.caPem);
  ready = folder.put('ready.json', JSON.stringify(readyDocument(lab, 'ca.pem')));
});
afterAll(() => lab.stop());

const run = (user: string, ...args: string[]) =>
  runCli(['access', 'verdict', '--user', user, ...args, '--rate', '2000', '--lab', ready]);
const asAdministrator = ['--entra-identity', 'Lab Administration'];
const HOMER = 'homer.simpson@jogcloud.com';
const BART = 'bart.simpson@jogcloud.com';

it('says yes with roles where every step is known, for members and guests', async () => {
  for (const user of [HOMER, 'lenny.leonard@partner.example']) {
    const told = await run(user, ...asAdministrator, '--json');
    expect(told.exit, told.err).toBe(0);
    const document = accessVerdictSchema.parse(documentOf(told));
    expect(document).toMatchObject({
      userName: user,
      verdict: 'yes',
      application: 'AWS IAM Identity Center',
    });
    expect(document.roles.map(({ permissionSet }) => permissionSet)).toEqual([
      'AdministratorAccess',
      'AdministratorAccess',
    ]);
  }
  expect((await run(BART, ...asAdministrator)).out).toMatch(
    /^bart\.simpson@jogcloud\.com will get in and find 2 roles\.\n {2}yes .*\nas SystemsAdmin in account1 {2}through System Operators\n/s,
  );
});

it('says no with the reason and the next step', async () => {
  const lisa = await run('lisa.simpson@jogcloud.onmicrosoft.com', ...asAdministrator);
  expect(lisa).toMatchObject({ exit: 1 });
  expect(lisa.out).toContain('no The user is not assigned to the enterprise application.');
  expect((await run('nobody@jogcloud.com', ...asAdministrator)).out).toMatch(
    /^nobody@jogcloud\.com will not get in/,
  );
  const { users } = lab.state.aws.identityStore;
  const bart = new IdentityStore(lab.state.aws.identityStore).userByName(BART);
  if (bart === undefined) throw new RangeError('no Bart');
  users.set(bart.userId, { ...bart, active: false });
  expect((await run(BART, ...asAdministrator)).out).toContain('no The user is disabled in AWS.');
  users.set(bart.userId, bart);
});

it('leaves unknown what nobody looked up or may look up', async () => {
  const unasked = await run(HOMER);
  expect(unasked).toMatchObject({ exit: 1, err: expect.stringContaining('--entra-identity') });
  const denied = await run(HOMER, '--entra-identity', 'Lab Console', '--json');
  const document = accessVerdictSchema.parse(documentOf(denied));
  expect(document.verdict).toBe('unknown');
  expect(document.notes[0]).toContain('Insufficient privileges');
  const wrong = await run(HOMER, '--entra-identity', 'Administrator', '--json');
  expect(documentOf(wrong)).toMatchObject({ error: { code: 'ERR_USAGE' } });
});
