import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { terraformOf } from '../../../shared/core/access/terraform/terraform-export.ts';
import { applyPlan } from '../../../shared/flows/access/apply/apply-plan.ts';
import { MemoryJournal } from '../../flows/access/memory-journal.ts';
import { canRunTerraform, terraformIn } from '../aws/terraform.ts';
import { runningLab } from '../running-lab.ts';
import { accessLab, indexOf, planOn } from './access-lab.ts';

let lab: Lab;
let folder = '';
beforeAll(async () => {
  lab = await runningLab();
  folder = await mkdtemp(join(tmpdir(), 'access-terraform-'));
});
afterAll(async () => {
  await lab.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Everything a permission set can have, with text that is hard to write in HCL. */
const DESIRED = `version: 1
permissionSets:
  Odd.Name+1:
    description: "says \\"\${hello}\\" and %{ if }, äöü"
    sessionDuration: PT4H
    relayState: https://console.aws.amazon.com/?a=1&b=2
    tags: {team: audit, "Cost: center": "a=1/b@c"}
    managedPolicies: [arn:aws:iam::aws:policy/SecurityAudit, arn:aws:iam::aws:policy/job-function/ViewOnlyAccess]
    customerManagedPolicies: [{name: OwnPolicy, path: /team/}]
    inlinePolicy: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "s3:Get*", Resource: "arn:aws:s3:::home/\${aws:username}/*"}]}
    permissionsBoundary: {managedPolicy: arn:aws:iam::aws:policy/PowerUserAccess}
  Bounded:
    permissionsBoundary: {customerManagedPolicy: {name: Edge, path: /}}
assignments:
  - {permissionSet: SystemsAdmin, users: [bart.simpson@jogcloud.com], accounts: [account2]}
`;

it.skipIf(!canRunTerraform)(
  'what is exported for Terraform imports and changes nothing (skipped where hashicorp/aws is not installed)',
  { timeout: 300_000 },
  async () => {
    const world = accessLab(lab);
    const plan = planOn(await indexOf(world), DESIRED);
    const report = await applyPlan(world.ports, world.calls(), plan, new MemoryJournal(), world.signal);
    expect(report).toMatchObject({ failed: [], remaining: 0 });
    await writeFile(
      join(folder, 'provider.tf'),
      'terraform {\n  required_providers { aws = { source = "hashicorp/aws" } }\n}\nprovider "aws" {}\n',
    );
    await writeFile(join(folder, 'access.tf'), terraformOf(await indexOf(world)));
    const terraform = await terraformIn(folder, lab);
    const init = await terraform('init');
    expect(init, init.stderr).toMatchObject({ status: 0 });

    const adopted = await terraform('plan');
    expect(adopted.stderr).toBe('');
    expect(adopted.stdout).toMatch(/Plan: \d+ to import, 0 to add, 0 to change, 0 to destroy\./);
    expect(await terraform('apply', '-auto-approve')).toMatchObject({ status: 0 });
    const after = await terraform('plan', '-detailed-exitcode');
    expect(after.status, after.stdout).toBe(0);
  },
);
