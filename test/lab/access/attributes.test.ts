import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { readyDocument } from '../../../electron/lab/ready.ts';
import {
  accessAttributesApplySchema,
  accessAttributesPlanSchema,
  accessAttributesSchema,
  testSignInSchema,
} from '../../../shared/contract/access-attributes.ts';
import { documentOf, runCli as runAny } from '../../cli/run-cli.ts';
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

const run = (...args: string[]) =>
  runAny([
    'access',
    'attributes',
    ...args,
    ...(args[0] === 'prove' ? [] : ['--rate', '2000']),
    '--lab',
    ready,
  ]);
const WANTED = `version: 1
attributes:
  Name: \${path:displayName}
  Team: platform
`;

it('shows, plans, applies and proves attributes for access control', async () => {
  const off = accessAttributesSchema.parse(documentOf(await run('--json')));
  expect(off).toMatchObject({ state: 'OFF', attributes: [], unknownPolicies: 0 });
  const file = folder.put('attributes.yaml', WANTED);
  const plan = await run('plan', file, '--json', '--fail-on-drift');
  expect(plan.exit).toBe(1);
  expect(accessAttributesPlanSchema.parse(documentOf(plan)).calls).toEqual([
    'CreateInstanceAccessControlAttributeConfiguration',
  ]);
  const unasked = await run('apply', file, '--json');
  expect(documentOf(unasked)).toMatchObject({ error: { code: 'ERR_PLAN_DECLINED' } });
  const applied = accessAttributesApplySchema.parse(documentOf(await run('apply', file, '--yes', '--json')));
  expect(applied).toMatchObject({ applied: 3, state: 'ENABLED' });
  const again = await run('plan', file, '--fail-on-drift');
  expect(again, again.out).toMatchObject({ exit: 0, out: 'Nothing would change.\n' });
  expect((await run()).out).toMatch(
    /Name {2}\$\{path:displayName\} {2}SCIM displayName, from Entra’s displayName/,
  );
  const proof = testSignInSchema.parse(
    documentOf(await run('prove', '--user', 'bart.simpson@jogcloud.com', '--json')),
  );
  expect(proof).toMatchObject({ outcome: 'signed-in', tags: { Name: 'Bart Simpson', Team: 'platform' } });
  const text = await run('prove', '--user', 'bart.simpson@jogcloud.com');
  expect(text.out).toContain('aws:PrincipalTag/Team = platform  from the attribute');
  const none = folder.put('off.yaml', 'version: 1\nattributes: off\n');
  expect(documentOf(await run('apply', none, '--yes', '--json'))).toMatchObject({ state: 'OFF' });
  expect((await run('prove', '--user', 'bart.simpson@jogcloud.com')).out).toContain('with 0 session tags');
});

it('refuses what AWS would, with the place, and people it does not know', async () => {
  const bad = await run('plan', folder.put('bad.yaml', 'version: 1\nattributes:\n  "a*b": x\n'), '--json');
  expect(bad.exit).toBe(2);
  expect(documentOf(bad)).toMatchObject({
    error: { code: 'ERR_ACCESS_DESIRED', message: expect.stringContaining('Line 3, column') },
  });
  const nobody = await run('prove', '--user', 'nobody@jogcloud.com', '--json');
  expect(nobody.exit).toBe(2);
  expect(documentOf(nobody)).toMatchObject({ error: { code: 'ERR_USAGE' } });
});
