import type { LabContext } from '../../platform/arrival.ts';
import { arrivalOf, note } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { registrationIn } from '../clients/client.ts';
import { formOf } from '../endpoint.ts';
import { realmOf } from '../realm.ts';
import { credentialsMissing } from '../refusals/client-refusals.ts';
import { missingParameter } from '../refusals/request-refusals.ts';
import { wantedByResource, wantedByScope } from '../resources/wanted.ts';

/** Seconds a code is good, and between two polls. */
const LIFETIME = 900;
const INTERVAL = 5;
/** Letters and digits nobody takes for others. */
const USER_CODE = 'BCDFGHJKLMNPQRSTVWXZ23456789';

/** The device authorization endpoint (RFC 8628 section 3.1). v1 and v2 differ in the name of one member. */
export async function deviceCodeEndpoint(
  ground: LabGround,
  context: LabContext,
  version: 1 | 2,
): Promise<Response> {
  const sent = await formOf(context);
  const query = (name: string): string | undefined => sent.get(name) ?? context.req.query(name);
  const clientId = query('client_id');
  if (clientId === undefined) throw missingParameter('client_id');
  note(context, 'devicecode', { clientId });
  const realm = realmOf(ground, context.req.param('tenant') ?? '');
  const { application } = registrationIn(ground, realm, clientId);
  if (!application.isFallbackPublicClient) throw credentialsMissing();
  const scope = query('scope');
  const resource = query('resource');
  if (version === 2 && scope === undefined) throw missingParameter('scope');
  if (realm.tenant !== undefined) {
    if (version === 2) wantedByScope(realm.tenant, scope ?? '', application.displayName);
    else wantedByResource(realm.tenant, resource);
  }
  const { deviceCodes } = ground.state.entraSignIn;
  const now = ground.clock.now();
  for (const [value, { expires }] of deviceCodes) if (expires + 3_600_000 <= now) deviceCodes.delete(value);
  while (deviceCodes.size >= 5_000) deviceCodes.delete(deviceCodes.keys().next().value ?? '');
  const deviceCode = `${ground.random.token(6)}.${ground.random.token(60)}`;
  const userCode = ground.random.text(9, USER_CODE);
  deviceCodes.set(deviceCode, {
    userCode,
    expires: now + LIFETIME * 1000,
    version,
    realm: realm.segment,
    clientId: application.appId,
    scope: scope ?? 'openid',
    ...(resource === undefined ? {} : { resource }),
  });
  const address = `${arrivalOf(context).base}/common/oauth2/deviceauth`;
  return context.json({
    user_code: userCode,
    device_code: deviceCode,
    [version === 1 ? 'verification_url' : 'verification_uri']: address,
    expires_in: version === 1 ? String(LIFETIME) : LIFETIME,
    interval: version === 1 ? String(INTERVAL) : INTERVAL,
    message: `To sign in, use a web browser to open the page ${address} and enter the code ${userCode} to authenticate.`,
  });
}
