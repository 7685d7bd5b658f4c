import type { LabGround } from '../../platform/ground.ts';
import { remember } from '../sign-in/remember.ts';
import type { DeviceAuthorization } from '../state.ts';
import { DEVICE_CODE, mayUse } from './grant-types.ts';
import type { JsonRequest } from './read-json.ts';
import { OidcRefusal } from './refusal.ts';
import { clientOf } from './register-client.ts';
import { isStartUrl } from './start-url.ts';

/** Seconds a device has, and seconds between two of its polls. */
const LIFETIME = 600;
const INTERVAL = 1;
/** Without vowels, so that no words come out, and without letters that look alike. */
const CODE_ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ';

/**
 * StartDeviceAuthorization (RFC 8628 section 3.2).
 *
 * @param portal base of the access portal, as the client can reach it
 * @throws OidcRefusal
 */
export function startDeviceAuthorization(
  ground: LabGround,
  request: JsonRequest,
  portal: string,
): Readonly<Record<string, unknown>> {
  const client = clientOf(ground, request);
  if (!mayUse(client, DEVICE_CODE))
    throw new OidcRefusal('unauthorized_client', 'The client is not registered for device codes');
  if (!isStartUrl(ground, request.required('startUrl')))
    throw new OidcRefusal('invalid_request', 'Invalid start URL provided');
  const { random } = ground;
  const now = ground.clock.now();
  const userCode = `${random.text(4, CODE_ALPHABET)}-${random.text(4, CODE_ALPHABET)}`;
  const device: DeviceAuthorization = {
    deviceCode: random.token(64),
    userCode,
    clientId: client.clientId,
    expiresAt: now + LIFETIME * 1000,
    interval: INTERVAL,
    status: 'pending',
  };
  remember(
    ground.state.aws.signIn.deviceCodes,
    device.deviceCode,
    device,
    ({ expiresAt }) => expiresAt + 3_600_000,
    now,
  );
  return {
    deviceCode: device.deviceCode,
    userCode,
    verificationUri: `${portal}/start/#/device`,
    verificationUriComplete: `${portal}/start/#/device?user_code=${userCode}`,
    expiresIn: LIFETIME,
    interval: INTERVAL,
  };
}

/** @returns the authorization that still waits for this code; people type it in any case, with or without the hyphen */
export function waitingDevice(ground: LabGround, typed: string): DeviceAuthorization | undefined {
  const bare = typed.toUpperCase().replace(/[^A-Z]/g, '');
  const userCode = `${bare.slice(0, 4)}-${bare.slice(4)}`;
  const now = ground.clock.now();
  for (const device of ground.state.aws.signIn.deviceCodes.values()) {
    if (device.userCode === userCode && device.status === 'pending' && device.expiresAt > now) return device;
  }
  return undefined;
}
