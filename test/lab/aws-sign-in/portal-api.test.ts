import {
  GetRoleCredentialsCommand,
  ListAccountRolesCommand,
  ListAccountsCommand,
  LogoutCommand,
} from '@aws-sdk/client-sso';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, OidcLab } from './oidc-lab.ts';

const ACCESS_CONTROL = 'https://aws.amazon.com/SAML/Attributes/AccessControl:';

let ground: OidcLab;
beforeAll(async () => {
  ground = await OidcLab.start();
});
afterAll(() => ground.stop());

describe('the portal’s API', () => {
  it('pages, and refuses tokens of its own making that it did not make', async () => {
    const token = await ground.accessToken();
    const first = await ground.sso.send(new ListAccountsCommand({ accessToken: token, maxResults: 1 }));
    const second = await ground.sso.send(
      new ListAccountsCommand({ accessToken: token, maxResults: 1, nextToken: first.nextToken }),
    );
    expect(first.accountList).toHaveLength(1);
    expect(second.accountList?.[0]?.accountId).not.toBe(first.accountList?.[0]?.accountId);
    for (const wrong of [{ maxResults: 0 }, { nextToken: 'x' }])
      expect(await errorOf(ground.sso.send(new ListAccountsCommand({ accessToken: token, ...wrong })))).toBe(
        'InvalidRequestException 400',
      );
    expect(await errorOf(ground.sso.send(new ListAccountsCommand({ accessToken: 'x' })))).toBe(
      'UnauthorizedException 401',
    );
  });

  it('gives no access to roles and accounts of others', async () => {
    const token = await ground.accessToken();
    const { managementAccountId } = ground.lab.state.aws.organization;
    const asked = { accessToken: token, accountId: managementAccountId };
    expect(await errorOf(ground.sso.send(new ListAccountRolesCommand(asked)))).toBe('ForbiddenException 403');
    expect(
      await errorOf(
        ground.sso.send(new GetRoleCredentialsCommand({ ...asked, roleName: 'AdministratorAccess' })),
      ),
    ).toBe('ForbiddenException 403');
    expect(
      await errorOf(
        ground.sso.send(new GetRoleCredentialsCommand({ ...asked, accountId: 'x', roleName: 'x' })),
      ),
    ).toBe('InvalidRequestException 400');
  });

  it('forgets the tokens of a sign-in at Logout, and follows the state of user and faults', async () => {
    const token = await ground.accessToken();
    const list = () => ground.sso.send(new ListAccountsCommand({ accessToken: token }));
    const user = [...ground.lab.state.aws.identityStore.users.values()].find(
      ({ userName }) => userName === ground.person,
    );
    if (user === undefined) throw new Error('nobody');
    user.active = false;
    expect(await errorOf(list())).toBe('UnauthorizedException 401');
    user.active = true;
    ground.lab.ground.faults.set([
      { kind: 'expired-token', probability: 1, service: 'sso', times: 1 },
      { kind: 'throttle', probability: 1, service: 'sso', times: 1 },
    ]);
    expect(await errorOf(list())).toBe('TooManyRequestsException 429');
    expect(await errorOf(list())).toBe('UnauthorizedException 401');
    ground.lab.ground.faults.set([]);
    await list();
    await ground.sso.send(new LogoutCommand({ accessToken: token }));
    expect(await errorOf(list())).toBe('UnauthorizedException 401');
  });

  it('keeps the attributes for access control with the credentials: the assertion’s before the directory’s', async () => {
    const path = (name: string): string => `\${path:${name}}`;
    ground.lab.state.aws.identityCenter.accessControlAttributes = [
      { key: 'Department', sources: [path('enterprise.department')] },
      { key: 'Team', sources: [path('nickName'), path('title')] },
      { key: 'Mail', sources: [path('emails[primary eq true].value')] },
      { key: 'Nothing', sources: [path('__proto__')] },
    ];
    const token = await ground.accessToken({
      [`${ACCESS_CONTROL}Team`]: 'from the assertion',
      [`${ACCESS_CONTROL}CostCenter`]: '4711',
    });
    const { accountList } = await ground.sso.send(new ListAccountsCommand({ accessToken: token }));
    const accountId = accountList?.[0]?.accountId;
    const { roleList } = await ground.sso.send(
      new ListAccountRolesCommand({ accessToken: token, accountId }),
    );
    const { roleCredentials } = await ground.sso.send(
      new GetRoleCredentialsCommand({ accessToken: token, accountId, roleName: roleList?.[0]?.roleName }),
    );
    const user = [...ground.lab.state.aws.identityStore.users.values()].find(
      ({ userName }) => userName === ground.person,
    );
    expect(ground.lab.state.aws.accessKeys.get(roleCredentials?.accessKeyId ?? '')?.sessionTags).toEqual({
      Department: user?.enterprise?.department,
      Team: 'from the assertion',
      Mail: user?.emails[0]?.value,
      CostCenter: '4711',
    });
    const kept = ground.lab.snapshot();
    ground.lab.restore(kept);
    await ground.sso.send(new ListAccountsCommand({ accessToken: token }));
    delete ground.lab.state.aws.identityCenter.accessControlAttributes;
  });
});
