import { IAMClient } from '@aws-sdk/client-iam';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { STSClient } from '@aws-sdk/client-sts';
import type { AccessKey } from '../../../electron/lab/aws/state.ts';
import type { Lab } from '../../../electron/lab/lab.ts';

/** The key of the Lab's administrator. */
export function administratorKey(lab: Lab): AccessKey {
  const [key] = lab.state.aws.accessKeys.values();
  if (key === undefined) throw new RangeError('the Lab has no access key');
  return key;
}

/** What every AWS SDK client of a Lab is made with: one endpoint for all services, no retries of its own. */
export function clientOptions(lab: Lab, key: AccessKey = administratorKey(lab), region?: string) {
  return {
    endpoint: lab.ground.addresses.loopback('aws'),
    region: region ?? lab.state.aws.region,
    maxAttempts: 1,
    credentials: {
      accessKeyId: key.id,
      secretAccessKey: key.secret,
      ...(key.sessionToken === undefined ? {} : { sessionToken: key.sessionToken }),
    },
  };
}

/** One client of each service. */
export function awsClients(lab: Lab, key?: AccessKey) {
  const options = clientOptions(lab, key);
  return {
    ssoAdmin: new SSOAdminClient(options),
    identityStore: new IdentitystoreClient(options),
    organizations: new OrganizationsClient(options),
    iam: new IAMClient(options),
    sts: new STSClient(options),
  };
}

/** Adds a key of a role that Identity Center made in an account, as the portal hands them out. */
export function roleKey(lab: Lab, accountId: string, permissionSet: string, session = 'somebody'): AccessKey {
  const { identityCenter, accessKeys } = lab.state.aws;
  const set = [...identityCenter.permissionSets.values()].find(({ name }) => name === permissionSet);
  const role = identityCenter.provisioned.get(accountId)?.get(set?.arn ?? '');
  if (role === undefined) throw new RangeError(`${permissionSet} is not provisioned in ${accountId}`);
  const name = role.roleArn.slice(role.roleArn.lastIndexOf('/') + 1);
  const key: AccessKey = {
    id: `ASIA${accessKeys.size}${'X'.repeat(12)}`,
    secret: 'not-so-secret',
    sessionToken: 'token-of-a-session',
    arn: `arn:aws:sts::${accountId}:assumed-role/${name}/${session}`,
    userId: `AROAXXXXXXXXXXXXXXXXX:${session}`,
    accountId,
  };
  accessKeys.set(key.id, key);
  return key;
}

/** The accounts of the Lab that are not the management account, and that one. */
export function accountIds(lab: Lab): { management: string; members: readonly string[] } {
  const { accounts, managementAccountId } = lab.state.aws.organization;
  return {
    management: managementAccountId,
    members: [...accounts.keys()].filter((id) => id !== managementAccountId),
  };
}
