import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parseDesired } from '../../../shared/core/access/desired/parse-desired.ts';
import { resolveDesired } from '../../../shared/core/access/desired/resolve-desired.ts';
import { ACCESS_COLUMNS, accessRows } from '../../../shared/core/access/export/access-table.ts';
import { awsConfigFor } from '../../../shared/core/access/export/aws-config.ts';
import { csvOf } from '../../../shared/core/access/export/csv.ts';
import { readTerraformState } from '../../../shared/core/access/import/terraform-state.ts';
import { hclString } from '../../../shared/core/access/terraform/hcl.ts';
import { terraformOf } from '../../../shared/core/access/terraform/terraform-export.ts';
import { INSTANCE, SMALL, setArn, smallIndex } from './small-organization.ts';

const hasTerraform = spawnSync('terraform', ['version']).status === 0;
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is Terraform's interpolation
const HOSTILE = 'a "b" ${c} %{d} $${e} \\ \n\t\u0007 end';

describe('CSV', () => {
  it('has one row an assignment', () => {
    const csv = csvOf(ACCESS_COLUMNS, accessRows(smallIndex()));
    expect(csv.split('\r\n')).toHaveLength(6);
    expect(csv).toContain('222222222222,shop-prod,Root/Workloads/Prod,Admin,GROUP,Admins,g-admins');
  });

  it('quotes, and defuses formulas', () => {
    expect(csvOf(['a'], [{ a: 'x,"y"\n' }, { a: '=cmd()' }, { a: '-1' }])).toBe(
      'a\r\n"x,""y""\n"\r\n\'=cmd()\r\n\'-1\r\n',
    );
  });
});

describe('Terraform', () => {
  it('writes a resource and an import block for everything, with the provider’s ids', () => {
    const text = terraformOf(smallIndex());
    const id = `${setArn('Reader')},${INSTANCE}`;
    for (const expected of [
      `id = "${id}"`,
      `id = "arn:aws:iam::aws:policy/AdministratorAccess,${setArn('Admin')},${INSTANCE}"`,
      `id = "team,/a/,${id}"`,
      `id = "g-admins,GROUP,222222222222,AWS_ACCOUNT,${setArn('Admin')},${INSTANCE}"`,
      'permission_set_arn = aws_ssoadmin_permission_set.Reader.arn',
      'managed_policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"',
    ])
      expect(text).toContain(expected);
    expect(text.match(/^import /gm)).toHaveLength(text.match(/^resource /gm)?.length ?? 0);
    expect(text.match(/^resource /gm)).toHaveLength(2 + 1 + 1 + 1 + 1 + 4);
  });

  it('escapes what would be interpolated or end the string', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Terraform's interpolation
    expect(hclString(HOSTILE)).toBe('"a \\"b\\" $${c} %%{d} $$${e} \\\\ \\n\\t\\u0007 end"');
  });

  it('gives every resource a name of its own that HCL takes', () => {
    const groups = [
      { id: 'g-admins', displayName: '1 Ädmins!' },
      { id: 'g-devs', displayName: '1?Ädmins!' },
    ];
    const text = terraformOf(smallIndex({ groups }));
    const names = [...text.matchAll(/^resource "(\w+)" "([^"]+)"/gm)].map(
      ([, type, name]) => `${type}.${name}`,
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => /^\w+\.[A-Za-z_][\w-]*$/.test(name))).toBe(true);
  });

  it.skipIf(!hasTerraform)(
    'is formatted as terraform fmt formats it (skipped where there is no terraform)',
    () => {
      const [admin, reader] = SMALL.permissionSets;
      const permissionSets = [
        { ...admin, arn: setArn('Admin'), description: HOSTILE, tags: { 'a b': HOSTILE, c: '' } },
        { arn: setArn('Reader'), ...reader },
      ];
      const text = terraformOf(smallIndex({ permissionSets }));
      expect(execFileSync('terraform', ['fmt', '-'], { input: text, encoding: 'utf8' })).toBe(text);
    },
  );

  it('reads a state with modules into a desired state', () => {
    const arn = setArn('Admin');
    const resource = (type: string, values: object) => ({
      address: `${type}.x`,
      mode: 'managed',
      type,
      values,
    });
    const state = {
      format_version: '1.0',
      values: {
        root_module: {
          resources: [
            resource('aws_ssoadmin_permission_set', {
              arn,
              name: 'Admin',
              session_duration: 'PT4H',
              description: '',
              relay_state: null,
              tags: null,
            }),
            resource('aws_ssoadmin_account_assignment', {
              permission_set_arn: setArn('Reader'),
              principal_id: 'u-ann',
              principal_type: 'USER',
              target_id: '333333333333',
            }),
            resource('aws_s3_bucket', {}),
            { mode: 'data', type: 'aws_ssoadmin_permission_set', values: { name: 'data' } },
          ],
          child_modules: [
            {
              resources: [
                resource('aws_ssoadmin_account_assignment', {
                  permission_set_arn: arn,
                  principal_id: 'g-admins',
                  principal_type: 'GROUP',
                  target_id: '222222222222',
                }),
                resource('aws_ssoadmin_managed_policy_attachment', {
                  permission_set_arn: arn,
                  managed_policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
                }),
                resource('aws_ssoadmin_customer_managed_policy_attachment', {
                  permission_set_arn: arn,
                  customer_managed_policy_reference: [{ name: 'a', path: '/' }],
                }),
                resource('aws_ssoadmin_permissions_boundary_attachment', {
                  permission_set_arn: arn,
                  permissions_boundary: [
                    {
                      managed_policy_arn: '',
                      customer_managed_policy_reference: [{ name: 'b', path: '/x/' }],
                    },
                  ],
                }),
                resource('aws_ssoadmin_managed_policy_attachment', {
                  permission_set_arn: 'other',
                  managed_policy_arn: 'x',
                }),
              ],
            },
          ],
        },
      },
    };
    const read = readTerraformState(JSON.stringify(state));
    expect(read).toMatchObject({
      permissionSets: 1,
      assignments: 2,
      warnings: [expect.stringContaining('does not hold')],
    });
    const desired = parseDesired(read.desired);
    expect(desired.permissionSets[0]).toMatchObject({
      name: 'Admin',
      sessionDuration: 'PT4H',
      tags: {},
      boundary: { kind: 'customer-managed', name: 'b', path: '/x/' },
    });
    expect(resolveDesired(desired, smallIndex()).assignments).toHaveLength(2);
    for (const bad of ['', '[]', '{"serial":1}', '{"values":{}}'])
      expect(() => readTerraformState(bad)).toThrow(
        expect.objectContaining({ code: 'ERR_ACCESS_TERRAFORM' }),
      );
  });
});

it('writes ~/.aws/config for every role somebody reaches', () => {
  const options = {
    startUrl: 'https://d-1234567890.awsapps.com/start',
    ssoRegion: 'eu-west-1',
    region: 'eu-central-1',
  };
  const text = awsConfigFor(smallIndex(), 'ann@example.com', options);
  expect(text).toContain(
    '[profile shop-dev.Admin]\nsso_session = federation-workbench\nsso_account_id = 333333333333\nsso_role_name = Admin\nregion = eu-central-1\n',
  );
  expect(text.match(/^\[profile /gm)).toHaveLength(3);
  const accounts = SMALL.accounts.map((account) => ({ ...account, name: 'x]\n[evil' }));
  const hostile = awsConfigFor(smallIndex({ accounts }), 'ann@example.com', options);
  expect(hostile.match(/^\[profile x-evil(?:-\d{12})?\.\w+\]$/gm)).toHaveLength(3);
  expect(hostile).not.toMatch(/^\[evil/m);
});
