import { CreateTokenWithIAMCommand, RegisterClientCommand } from '@aws-sdk/client-sso-oidc';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { errorOf, OidcLab } from './oidc-lab.ts';

const CALLBACK = 'http://127.0.0.1/oauth/callback';

let ground: OidcLab;
beforeAll(async () => {
  ground = await OidcLab.start();
});
afterAll(() => ground.stop());

it('takes what the command line sends and says how long it lasts', async () => {
  const answer = await ground.oidc.send(
    new RegisterClientCommand({ clientName: 'botocore-client-x', clientType: 'public' }),
  );
  expect((answer.clientSecretExpiresAt ?? 0) - (answer.clientIdIssuedAt ?? 0)).toBe(90 * 86_400);
  const client = { clientId: answer.clientId ?? '', clientSecret: answer.clientSecret ?? '' };
  const device = await ground.startDevice(client);
  ground.lab.ground.clock.advance(91 * 86_400_000);
  expect(await errorOf(ground.poll(client, device.deviceCode))).toBe(
    'InvalidClientException 401 invalid_client',
  );
});

it.each([
  [{ clientType: 'confidential' }, 'InvalidClientMetadataException 400 invalid_client_metadata'],
  [{ grantTypes: ['password'] }, 'UnsupportedGrantTypeException 400 unsupported_grant_type'],
  [{ scopes: ['everything'] }, 'InvalidScopeException 400 invalid_scope'],
  [{ redirectUris: ['http://attacker.example/'] }, 'InvalidRedirectUriException 400 invalid_redirect_uri'],
  [
    { grantTypes: ['authorization_code'], redirectUris: [] },
    'InvalidRedirectUriException 400 invalid_redirect_uri',
  ],
  [
    { grantTypes: ['authorization_code'], redirectUris: [CALLBACK] },
    'InvalidRequestException 400 invalid_request',
  ],
  [{ issuerUrl: 'https://attacker.example/' }, 'InvalidRequestException 400 invalid_request'],
  [{ clientName: '' }, 'InvalidRequestException 400 invalid_request'],
])('refuses %j', async (more, expected) => {
  expect(await errorOf(ground.register(more))).toBe(expected);
});

it('allows twenty a second', async () => {
  ground.lab.ground.limits.perSecond = 20;
  try {
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, () =>
        ground.register().then(
          () => 'ok',
          (thrown: Error) => thrown.name,
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(20);
    expect(outcomes.filter((outcome) => outcome === 'TooManyRequestsException')).toHaveLength(10);
  } finally {
    ground.lab.ground.limits.perSecond = undefined;
  }
});

it('has no customer managed applications', async () => {
  const command = new CreateTokenWithIAMCommand({
    clientId: 'arn:aws:sso::123456789012:application/x',
    grantType: 'x',
  });
  expect(await errorOf(ground.oidc.send(command))).toBe(
    'UnsupportedGrantTypeException 400 unsupported_grant_type',
  );
});

it('answers what is no request in its own words', async () => {
  for (const body of [
    '',
    '{',
    '[]',
    'null',
    '"x"',
    '{"__proto__":{"clientId":"x"}}',
    '{"clientId":1}',
    '{"scopes":{}}',
    `{"clientName":"${'x'.repeat(70_000)}"}`,
  ])
    for (const path of ['client/register', 'device_authorization', 'token']) {
      const answer = await fetch(`${ground.lab.ground.addresses.loopback('aws')}/sso-oidc/${path}`, {
        method: 'POST',
        body,
      });
      expect([answer.status, await answer.json()]).toEqual([
        400,
        { error: 'invalid_request', error_description: expect.any(String) },
      ]);
    }
});
