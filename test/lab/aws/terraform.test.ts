import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { canRunTerraform, terraformIn } from './terraform.ts';

let lab: Lab;
let folder = '';
beforeAll(async () => {
  lab = await runningLab({ settle: 20 });
  folder = await mkdtemp(join(tmpdir(), 'lab-terraform-'));
});
afterAll(async () => {
  await lab.stop();
  await rm(folder, { recursive: true, force: true });
});

function configuration(sessionDuration: string, accounts: readonly string[]): string {
  return `
terraform {
  required_providers { aws = { source = "hashicorp/aws" } }
}
provider "aws" {}
data "aws_caller_identity" "me" {}
data "aws_ssoadmin_instances" "all" {}
data "aws_organizations_organization" "all" {}
locals {
  instance = tolist(data.aws_ssoadmin_instances.all.arns)[0]
  store    = tolist(data.aws_ssoadmin_instances.all.identity_store_ids)[0]
}
resource "aws_ssoadmin_permission_set" "auditors" {
  name             = "Auditors"
  description      = "May look"
  instance_arn     = local.instance
  session_duration = "${sessionDuration}"
  relay_state      = "https://console.aws.amazon.com/"
  tags             = { team = "audit" }
}
resource "aws_ssoadmin_permission_set_inline_policy" "auditors" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.auditors.arn
  inline_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:List*", Resource = "*" }]
  })
}
resource "aws_ssoadmin_managed_policy_attachment" "audit" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.auditors.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/SecurityAudit"
}
resource "aws_ssoadmin_permissions_boundary_attachment" "auditors" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.auditors.arn
  permissions_boundary { managed_policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess" }
}
resource "aws_iam_policy" "own" {
  name   = "OwnPolicy"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ec2:Describe*", Resource = "*" }]
  })
}
resource "aws_ssoadmin_permission_set" "own" {
  name         = "Own"
  instance_arn = local.instance
}
resource "aws_ssoadmin_customer_managed_policy_attachment" "own" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.own.arn
  customer_managed_policy_reference { name = aws_iam_policy.own.name }
}
resource "aws_identitystore_group" "auditors" {
  identity_store_id = local.store
  display_name      = "Auditors"
  description       = "External auditors"
}
resource "aws_identitystore_user" "ann" {
  identity_store_id = local.store
  display_name      = "Ann Auditor"
  user_name         = "ann"
  name {
    given_name  = "Ann"
    family_name = "Auditor"
  }
  emails {
    value   = "ann@auditors.example"
    primary = true
  }
}
resource "aws_identitystore_group_membership" "ann" {
  identity_store_id = local.store
  group_id          = aws_identitystore_group.auditors.group_id
  member_id         = aws_identitystore_user.ann.user_id
}
resource "aws_ssoadmin_account_assignment" "auditors" {
  for_each           = toset(${JSON.stringify(accounts)})
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.auditors.arn
  principal_id       = aws_identitystore_group.auditors.group_id
  principal_type     = "GROUP"
  target_id          = each.value
  target_type        = "AWS_ACCOUNT"
}
resource "aws_ssoadmin_account_assignment" "ann" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.own.arn
  principal_id       = aws_identitystore_user.ann.user_id
  principal_type     = "USER"
  target_id          = data.aws_caller_identity.me.account_id
  target_type        = "AWS_ACCOUNT"
  depends_on         = [aws_ssoadmin_customer_managed_policy_attachment.own]
}
resource "aws_ssoadmin_instance_access_control_attributes" "all" {
  instance_arn = local.instance
  attribute {
    key = "department"
    value { source = ["$\${path:enterprise.department}"] }
  }
}
data "aws_identitystore_user" "bart" {
  identity_store_id = local.store
  alternate_identifier {
    unique_attribute {
      attribute_path  = "UserName"
      attribute_value = "${[...lab.state.aws.identityStore.users.values()][0]?.userName}"
    }
  }
}
`;
}

it.skipIf(!canRunTerraform)(
  'runs Terraform with hashicorp/aws: apply, an empty plan, a change, destroy (skipped where the provider is not installed)',
  { timeout: 300_000 },
  async () => {
    const accounts = [...lab.state.aws.organization.accounts.keys()].slice(1);
    const terraform = await terraformIn(folder, lab);
    await writeFile(join(folder, 'main.tf'), configuration('PT2H', accounts));
    const init = await terraform('init');
    expect(init, init.stderr).toMatchObject({ status: 0 });
    const before = lab.state.aws.identityCenter.permissionSets.size;

    const apply = await terraform('apply', '-auto-approve');
    expect(apply.status, apply.stderr).toBe(0);
    expect(lab.state.aws.identityCenter.permissionSets.size).toBe(before + 2);
    const again = await terraform('plan', '-detailed-exitcode');
    expect(again.status, `${again.stdout}${again.stderr}`).toBe(0);

    await writeFile(join(folder, 'main.tf'), configuration('PT4H', accounts.slice(1)));
    const change = await terraform('apply', '-auto-approve');
    expect(change.status, change.stderr).toBe(0);
    expect(change.stdout).toContain('1 changed');
    const settled = await terraform('plan', '-detailed-exitcode');
    expect(settled.status, settled.stdout).toBe(0);

    const destroy = await terraform('destroy', '-auto-approve');
    expect(destroy.status, destroy.stderr).toBe(0);
    expect(lab.state.aws.identityCenter.permissionSets.size).toBe(before);
    expect(lab.state.aws.identityStore.groups.size).toBe(3);
    expect(lab.state.aws.customerPolicies.size).toBe(0);
  },
);
