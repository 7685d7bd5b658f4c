import { IAMClient, ListPoliciesCommand } from '@aws-sdk/client-iam';
import { IdentitystoreClient, ListUsersCommand } from '@aws-sdk/client-identitystore';
import { ListRootsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { ListAccountsCommand, SSOClient } from '@aws-sdk/client-sso';
import { ListInstancesCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { RegisterClientCommand, SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../../electron/lab/lab.ts';
import { type ReadyDocument, readyDocument } from '../../electron/lab/ready.ts';
import { runningLab } from './running-lab.ts';

let lab: Lab;
let ready: ReadyDocument;
beforeAll(async () => {
  lab = await runningLab();
  ready = readyDocument(lab, 'ca.pem');
});
afterAll(() => lab.stop());

const config = (endpoint: string) => ({
  region: ready.aws.region,
  endpoint,
  maxAttempts: 1,
  credentials: { accessKeyId: ready.aws.accessKeyId, secretAccessKey: ready.aws.secretAccessKey },
});
const register = new RegisterClientCommand({ clientName: 'x', clientType: 'public' });

/** Each address that the ready document names for one service answers that service's own client. */
const CALLS: Readonly<Record<string, () => Promise<unknown>>> = {
  ssoAdmin: () => new SSOAdminClient(config(ready.endpoints.ssoAdmin)).send(new ListInstancesCommand({})),
  identityStore: () =>
    new IdentitystoreClient(config(ready.endpoints.identityStore)).send(
      new ListUsersCommand({ IdentityStoreId: ready.aws.identityStoreId }),
    ),
  organizations: () =>
    new OrganizationsClient(config(ready.endpoints.organizations)).send(new ListRootsCommand({})),
  iam: () => new IAMClient(config(ready.endpoints.iam)).send(new ListPoliciesCommand({})),
  sts: () => new STSClient(config(ready.endpoints.sts)).send(new GetCallerIdentityCommand({})),
  ssoOidc: () => new SSOOIDCClient(config(ready.endpoints.ssoOidc)).send(register),
  'aws (the one endpoint)': () => new SSOOIDCClient(config(ready.endpoints.aws)).send(register),
};

it.each(Object.keys(CALLS))('%s answers its own client', async (name) => {
  await expect(CALLS[name]?.()).resolves.toBeDefined();
});

it('sso refuses a token that is none in its own words', async () => {
  const portal = new SSOClient(config(ready.endpoints.sso));
  await expect(portal.send(new ListAccountsCommand({ accessToken: 'none' }))).rejects.toMatchObject({
    name: 'UnauthorizedException',
  });
});
