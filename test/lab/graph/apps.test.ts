import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AWS_SINGLE_ACCOUNT_TEMPLATE,
  IDENTITY_CENTER_TEMPLATE,
  MSIAM_ACCESS_ROLE,
  USER_ROLE,
} from '../../../electron/lab/entra/directory.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { GraphClient } from './graph-client.ts';

let lab: Lab;
let graph: GraphClient;
beforeAll(async () => {
  lab = await runningLab();
  graph = new GraphClient(lab);
});
afterAll(() => lab.stop());

interface Role {
  readonly id: string;
  readonly isEnabled: boolean;
}

/** Makes an application of the gallery and waits until the directory shows it. */
async function instantiate(displayName: string): Promise<{ app: string; sp: string; appId: string }> {
  const { status, body } = await graph.ask(
    'POST',
    `/applicationTemplates/${IDENTITY_CENTER_TEMPLATE}/instantiate`,
    { displayName },
  );
  expect(status).toBe(201);
  const { application, servicePrincipal } = body as {
    application: { id: string; appId: string };
    servicePrincipal: { id: string };
  };
  lab.ground.clock.advance(10_000);
  return { app: application.id, sp: servicePrincipal.id, appId: application.appId };
}

describe('the gallery', () => {
  it('has the AWS templates', async () => {
    const name = encodeURIComponent(
      "displayName eq 'AWS IAM Identity Center (successor to AWS Single Sign-On)'",
    );
    expect(await graph.list(`/applicationTemplates?$filter=${name}`)).toMatchObject([
      { id: IDENTITY_CENTER_TEMPLATE },
    ]);
    expect((await graph.get(`/applicationTemplates/${AWS_SINGLE_ACCOUNT_TEMPLATE}`)).status).toBe(200);
    expect(await graph.told('GET', '/applicationTemplates/x')).toBe('404 Request_ResourceNotFound');
  });

  it('makes an application and a service principal that are not there at once', async () => {
    const made = await graph.ask('POST', `/applicationTemplates/${IDENTITY_CENTER_TEMPLATE}/instantiate`, {
      displayName: 'New AWS',
    });
    expect(made.status).toBe(201);
    const { application, servicePrincipal } = made.body as {
      application: { id: string; appId: string };
      servicePrincipal: { id: string; appRoles: Role[] };
    };
    expect(servicePrincipal).toMatchObject({ appRoleAssignmentRequired: true, appId: application.appId });
    const roles = servicePrincipal.appRoles.map(({ id }) => id);
    expect(roles).toEqual([USER_ROLE, MSIAM_ACCESS_ROLE]);
    const paths = [`/applications/${application.id}`, `/servicePrincipals/${servicePrincipal.id}`];
    for (const path of paths) expect(await graph.told('GET', path)).toBe('404 Request_ResourceNotFound');
    expect(await graph.told('PATCH', paths[1] ?? '', { preferredSingleSignOnMode: 'saml' })).toBe(
      '404 Request_ResourceNotFound',
    );
    lab.restore(lab.snapshot());
    expect(await graph.told('GET', paths[0] ?? '')).toBe('404 Request_ResourceNotFound');
    lab.ground.clock.advance(10_000);
    for (const path of paths) expect(await graph.told('GET', path)).toBe('200');
    const key = `/servicePrincipals(appId='${application.appId}')`;
    expect((await graph.get(key)).body.id).toBe(servicePrincipal.id);
  });

  it('wants a name', async () => {
    const path = `/applicationTemplates/${IDENTITY_CENTER_TEMPLATE}/instantiate`;
    expect(await graph.told('POST', path, {})).toBe('400 Request_BadRequest');
  });
});

describe('SAML single sign-on', () => {
  it('is set up step by step, application and service principal in step', async () => {
    const { app, sp, appId } = await instantiate('SAML');
    const uris = ['https://us-east-1.signin.aws.amazon.com/platform/saml/d-000000000a'];
    const redirectUris = ['https://us-east-1.signin.aws.amazon.com/platform/saml/acs/x'];
    const patch = () =>
      graph.told('PATCH', `/applications/${app}`, { identifierUris: uris, web: { redirectUris } });
    expect(await patch()).toBe('400 HostNameNotOnVerifiedDomain');
    const mode = { preferredSingleSignOnMode: 'saml', loginUrl: 'https://d-000000000a.awsapps.com/start' };
    expect(await graph.told('PATCH', `/servicePrincipals/${sp}`, mode)).toBe('204');
    expect(await patch()).toBe('204');
    expect((await graph.get(`/servicePrincipals/${sp}`)).body).toMatchObject({
      ...mode,
      servicePrincipalNames: [appId, ...uris],
      replyUrls: redirectUris,
    });
    const other = [`api://${appId}`];
    expect(await graph.told('PATCH', `/applications/${app}`, { identifierUris: other })).toBe('204');
    expect((await graph.get(`/servicePrincipals/${sp}`)).body.servicePrincipalNames).toEqual([
      appId,
      ...other,
    ]);
  });

  it('refuses identifiers that are taken and addresses that are none', async () => {
    const { app, sp } = await instantiate('Taken');
    await graph.ask('PATCH', `/servicePrincipals/${sp}`, { preferredSingleSignOnMode: 'saml' });
    const taken = graph.awsApp.servicePrincipalNames.slice(1);
    const patch = (body: unknown) => graph.told('PATCH', `/applications/${app}`, body);
    expect(await patch({ identifierUris: taken })).toBe('400 Request_BadRequest');
    expect(await patch({ identifierUris: ['no uri'] })).toBe('400 Request_BadRequest');
    expect(await patch({ web: { redirectUris: ['http://example.com/'] } })).toBe('400 InvalidRedirectUri');
    expect(await patch({ web: { redirectUris: ['https://example.com/#x'] } })).toBe('400 InvalidRedirectUri');
    expect(
      await graph.told('PATCH', `/servicePrincipals/${sp}`, { preferredSingleSignOnMode: 'magic' }),
    ).toBe('400 Request_BadRequest');
  });

  it('makes signing certificates, one of which is preferred', async () => {
    const { sp } = await instantiate('Signing');
    const path = `/servicePrincipals/${sp}`;
    const endDateTime = new Date(lab.ground.clock.now() + 365 * 86_400_000).toISOString();
    const { status, body } = await graph.ask('POST', `${path}/addTokenSigningCertificate`, {
      displayName: 'CN=Test',
      endDateTime,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ type: 'AsymmetricX509Cert', usage: 'Verify' });
    const certificate = new X509Certificate(Buffer.from(body.key as string, 'base64'));
    expect(certificate.fingerprint.replaceAll(':', '')).toBe(body.thumbprint);
    expect(certificate.subject).toBe('CN=Test');
    expect(Math.abs(Date.parse(certificate.validTo) - Date.parse(endDateTime))).toBeLessThan(1_001);
    const prefer = (thumbprint: unknown) =>
      graph.told('PATCH', path, { preferredTokenSigningKeyThumbprint: thumbprint });
    expect(await prefer('00')).toBe('400 Request_BadRequest');
    expect(await prefer(String(body.thumbprint).toLowerCase())).toBe('204');
    expect((await graph.get(path)).body.preferredTokenSigningKeyThumbprint).toBe(body.thumbprint);
    const plain = (await graph.get(path)).body.keyCredentials as { key: unknown }[];
    expect(plain.map(({ key }) => key)).toEqual([null, null]);
    const selected = (await graph.get(`${path}?$select=keyCredentials`)).body.keyCredentials as {
      key: unknown;
    }[];
    expect(selected[0]?.key).toBe(body.key);
    for (const refused of [
      { displayName: 'Test' },
      { endDateTime: 'soon' },
      { endDateTime: '2001-01-01T00:00:00Z' },
    ])
      expect(await graph.told('POST', `${path}/addTokenSigningCertificate`, refused)).toBe(
        '400 Request_BadRequest',
      );
  });

  it('has one claims mapping policy', async () => {
    const { sp } = await instantiate('Claims');
    const policies = '/policies/claimsMappingPolicies';
    const policy = (definition: unknown, name = 'Claims') =>
      graph.ask('POST', policies, {
        displayName: name,
        definition: [definition],
        isOrganizationDefault: false,
      });
    const good = JSON.stringify({
      ClaimsMappingPolicy: { Version: 1, IncludeBasicClaimSet: 'true', ClaimsSchema: [] },
    });
    for (const bad of ['{', '{}', good.replace('ClaimsMapping', 'claimsMapping'), good.replace('1', '2')])
      expect((await policy(bad)).status).toBe(400);
    const [one, two] = [await policy(good), await policy(good, 'Other')];
    const path = `/servicePrincipals/${sp}/claimsMappingPolicies`;
    const assign = (id: unknown) =>
      graph.told('POST', `${path}/$ref`, {
        '@odata.id': `https://graph.microsoft.com/v1.0${policies}/${id}`,
      });
    expect(await assign('00000000-0000-0000-0000-000000000000')).toBe('404 Request_ResourceNotFound');
    expect(await assign('x')).toBe('400 Request_BadRequest');
    expect(await assign(one.body.id)).toBe('204');
    expect(await assign(one.body.id)).toBe('400 Request_BadRequest');
    expect(await assign(two.body.id)).toBe('400 Request_BadRequest');
    expect(await graph.list(path)).toMatchObject([{ id: one.body.id, definition: [good] }]);
    expect(await graph.told('DELETE', `${path}/${one.body.id}/$ref`)).toBe('204');
    expect(await assign(two.body.id)).toBe('204');
    expect(await graph.told('DELETE', `${policies}/${two.body.id}`)).toBe('204');
    expect(await graph.list(path)).toEqual([]);
  });
});

describe('roles', () => {
  it('keeps msiam_access as it is, and roles that are enabled', async () => {
    const { app, sp } = await instantiate('Roles');
    const path = `/servicePrincipals/${sp}`;
    const roles = (await graph.get(path)).body.appRoles as Role[];
    const without = (id: string) => roles.filter((role) => role.id !== id);
    const patch = (appRoles: unknown, where = path) => graph.told('PATCH', where, { appRoles });
    expect(await patch(without(MSIAM_ACCESS_ROLE))).toBe('400 Request_BadRequest');
    const changed = roles.map((role) =>
      role.id === MSIAM_ACCESS_ROLE ? { ...role, isEnabled: false } : role,
    );
    expect(await patch(changed)).toBe('400 Request_BadRequest');
    expect(await patch(changed, `/applications/${app}`)).toBe('400 Request_BadRequest');
    expect(await patch(without(USER_ROLE))).toBe('400 CannotDeleteOrUpdateEnabledEntitlement');
    const added = {
      id: crypto.randomUUID(),
      displayName: 'Auditor',
      value: 'audit',
      allowedMemberTypes: ['User'],
    };
    expect(await patch([...roles, added])).toBe('204');
    const onApplication = (await graph.get(`/applications/${app}`)).body.appRoles as Role[];
    expect(onApplication.map(({ id }) => id)).toContain(added.id);
    expect(await patch([...roles, { ...added, id: 'x' }])).toBe('400 Request_BadRequest');
  });

  it('assigns and unassigns, from both ends', async () => {
    const { sp } = await instantiate('Assigned');
    const user = graph.user('lisa.simpson');
    const group = graph.group('System Operators');
    const path = `/servicePrincipals/${sp}/appRoleAssignedTo`;
    const assign = (principalId: string, appRoleId = USER_ROLE, resourceId = sp) =>
      graph.ask('POST', path, { principalId, appRoleId, resourceId });
    const made = await assign(user.id);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ principalType: 'User', principalDisplayName: user.displayName });
    expect((await assign(user.id)).status).toBe(400);
    expect((await assign(user.id, '00000000-0000-0000-0000-000000000000')).status).toBe(400);
    expect((await assign(user.id, crypto.randomUUID())).status).toBe(400);
    expect((await assign(user.id, USER_ROLE, graph.awsApp.id)).status).toBe(400);
    expect((await assign(crypto.randomUUID())).status).toBe(404);
    expect((await assign(graph.awsApp.id)).status).toBe(400);
    const fromGroup = await graph.ask('POST', `/groups/${group.id}/appRoleAssignments`, {
      principalId: group.id,
      appRoleId: USER_ROLE,
      resourceId: sp,
    });
    expect(fromGroup.status).toBe(201);
    expect(await graph.list(path)).toHaveLength(2);
    const bart = graph.user('bart.simpson').userPrincipalName;
    const inherited = await graph.list(`/users/${bart}/appRoleAssignments?$filter=resourceId eq ${sp}`);
    expect(inherited).toMatchObject([{ principalId: group.id }]);
    expect(
      (await graph.get(`/servicePrincipals/${sp}?$expand=appRoleAssignedTo`)).body.appRoleAssignedTo,
    ).toHaveLength(2);
    expect(await graph.told('DELETE', `${path}/${made.body.id}`)).toBe('204');
    expect(await graph.told('DELETE', `${path}/${made.body.id}`)).toBe('404 Request_ResourceNotFound');
  });
});

describe('applications', () => {
  it('are made, changed and deleted with their service principal', async () => {
    const made = await graph.ask('POST', '/applications', {
      displayName: 'Tool',
      publicClient: { redirectUris: ['http://localhost'] },
      isFallbackPublicClient: true,
      api: { requestedAccessTokenVersion: 2 },
    });
    expect(made.status).toBe(201);
    const { id, appId } = made.body as { id: string; appId: string };
    const principal = await graph.ask('POST', '/servicePrincipals', { appId });
    expect(principal.status).toBe(201);
    expect(await graph.told('POST', '/servicePrincipals', { appId })).toBe(
      '409 Request_MultipleObjectsWithSameKeyValue',
    );
    expect(await graph.told('POST', '/servicePrincipals', { appId: crypto.randomUUID() })).toBe(
      '400 Request_BadRequest',
    );
    const scope = { id: crypto.randomUUID(), value: 'Use', type: 'User', adminConsentDisplayName: 'Use it' };
    await graph.ask('PATCH', `/applications/${id}`, { api: { oauth2PermissionScopes: [scope] } });
    const shown = (await graph.get(`/servicePrincipals/${principal.body.id}`)).body;
    expect(shown.oauth2PermissionScopes).toMatchObject([{ value: 'Use' }]);
    expect(await graph.told('DELETE', `/applications/${id}`)).toBe('204');
    expect(await graph.told('GET', `/servicePrincipals/${principal.body.id}`)).toBe(
      '404 Request_ResourceNotFound',
    );
  });

  it('have secrets, certificates and federated credentials', async () => {
    const made = await graph.ask('POST', '/applications', { displayName: 'Credentials' });
    const path = `/applications/${made.body.id}`;
    const secret = await graph.ask('POST', `${path}/addPassword`, {
      passwordCredential: { displayName: 'one' },
    });
    expect(secret.body).toMatchObject({
      displayName: 'one',
      hint: String(secret.body.secretText).slice(0, 3),
    });
    const shown = (await graph.get(path)).body;
    expect(shown.passwordCredentials).toMatchObject([{ secretText: null, keyId: secret.body.keyId }]);
    expect(JSON.stringify(shown)).not.toContain(secret.body.secretText);
    const application = graph.tenant.applications.get(String(made.body.id));
    expect(application?.secret.passwords.get(String(secret.body.keyId))).toBe(secret.body.secretText);
    const { keyId } = secret.body;
    expect(await graph.told('POST', `${path}/removePassword`, { keyId })).toBe('204');
    expect(await graph.told('POST', `${path}/removePassword`, { keyId })).toBe('400 Request_BadRequest');
    const [signing] = graph.awsApp.signingKeys;
    const key = new X509Certificate(signing?.certificatePem ?? '').raw.toString('base64');
    const credential = { type: 'AsymmetricX509Cert', usage: 'Verify', key };
    expect(await graph.told('PATCH', path, { keyCredentials: [credential] })).toBe('204');
    expect((await graph.get(path)).body.keyCredentials).toMatchObject([
      { customKeyIdentifier: signing?.thumbprint },
    ]);
    expect(await graph.told('PATCH', path, { keyCredentials: [{ ...credential, key: 'AAAA' }] })).toBe(
      '400 Request_BadRequest',
    );
    const federated = { name: 'ci', issuer: 'https://issuer.example', subject: 's', audiences: ['a'] };
    const credentials = `${path}/federatedIdentityCredentials`;
    expect(await graph.told('POST', credentials, federated)).toBe('201');
    expect(await graph.told('POST', credentials, federated)).toBe(
      '409 Request_MultipleObjectsWithSameKeyValue',
    );
    const [listed] = await graph.list(credentials);
    expect(await graph.told('DELETE', `${credentials}/${listed?.id}`)).toBe('204');
  });

  it('say what their tokens hold and which requests they sign', async () => {
    const made = await graph.ask('POST', '/applications', { displayName: 'Claims' });
    const path = `/applications/${made.body.id}`;
    const wanted = {
      groupMembershipClaims: 'SecurityGroup',
      optionalClaims: { idToken: [{ name: 'ctry' }] },
      requestSignatureVerification: { isSignedRequestRequired: true },
    };
    expect(await graph.told('PATCH', path, wanted)).toBe('204');
    expect((await graph.get(path)).body).toMatchObject(wanted);
    expect(await graph.told('PATCH', path, { groupMembershipClaims: 'Some' })).toBe('400 Request_BadRequest');
    expect(await graph.told('PATCH', path, { optionalClaims: { idToken: 'x' } })).toBe(
      '400 Request_BadRequest',
    );
    expect(await graph.told('PATCH', path, { groupMembershipClaims: null, optionalClaims: null })).toBe(
      '204',
    );
    expect((await graph.get(path)).body).toMatchObject({ groupMembershipClaims: null, optionalClaims: null });
  });

  it('get consent', async () => {
    const [client] = await graph.list("/servicePrincipals?$filter=displayName eq 'Unconsented Client'");
    const [api] = await graph.list("/servicePrincipals?$filter=displayName eq 'Orders API'");
    const grant = {
      clientId: client?.id,
      resourceId: api?.id,
      consentType: 'AllPrincipals',
      scope: 'Orders.Read',
    };
    const path = '/oauth2PermissionGrants';
    expect(await graph.told('POST', path, { ...grant, scope: 'Orders.Destroy' })).toBe(
      '400 Request_BadRequest',
    );
    expect(await graph.told('POST', path, { ...grant, consentType: 'Principal' })).toBe(
      '400 Request_BadRequest',
    );
    const made = await graph.ask('POST', path, grant);
    expect(made.status).toBe(201);
    expect(await graph.told('POST', path, grant)).toBe('409 Request_MultipleObjectsWithSameKeyValue');
    expect(await graph.told('PATCH', `${path}/${made.body.id}`, { scope: 'Orders.Read Orders.Write' })).toBe(
      '204',
    );
    expect(await graph.list(`/servicePrincipals/${client?.id}/oauth2PermissionGrants`)).toMatchObject([
      { scope: 'Orders.Read Orders.Write' },
    ]);
    expect(await graph.told('DELETE', `${path}/${made.body.id}`)).toBe('204');
    expect(graph.tenant.permissionGrants.has(String(made.body.id))).toBe(false);
  });
});
