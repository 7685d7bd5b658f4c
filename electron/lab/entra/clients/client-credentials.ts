import { timingSafeEqual } from 'node:crypto';
import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import type { Application } from '../directory.ts';
import type { Parameters } from '../endpoint.ts';
import {
  credentialsMissing,
  publicClientWithSecret,
  secretExpired,
  wrongSecret,
} from '../refusals/client-refusals.ts';
import { malformed, missingParameter } from '../refusals/request-refusals.ts';
import type { Registration } from './client.ts';
import { checkClientAssertion } from './client-assertion.ts';

/** How a client proved itself: the values of appidacr and azpacr (0 not at all, 1 secret, 2 certificate or assertion). */
export type ClientProof = '0' | '1' | '2';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The client's id and secret as HTTP Basic has them (RFC 6749 section 2.3.1). */
interface BasicCredentials {
  readonly id: string;
  readonly secret: string;
}

/** @returns the client id a token request names, in its body or by HTTP Basic. @throws EntraRefusal 900144 */
export function clientIdOf(context: LabContext, parameters: Parameters): string {
  const id = parameters.get('client_id') ?? basicOf(context)?.id ?? assertedId(parameters);
  if (id === undefined) throw missingParameter('client_id');
  return id;
}

/**
 * Judges what a client shows of itself.
 *
 * @param isPublic the flow is one that clients without a secret may use, so nothing has to be shown
 * @throws EntraRefusal with the number for what is wrong with it
 */
export async function proveClient(
  ground: LabGround,
  context: LabContext,
  registration: Registration,
  parameters: Parameters,
  isPublic: boolean,
): Promise<ClientProof> {
  const { application } = registration;
  const secret = parameters.get('client_secret') ?? basicOf(context)?.secret;
  const assertion = parameters.get('client_assertion');
  const isPublicOnly = !hasCredentials(application);
  if (secret === undefined && assertion === undefined) {
    if (isPublic) return '0';
    throw credentialsMissing();
  }
  if (isPublicOnly && application.isFallbackPublicClient) throw publicClientWithSecret();
  if (assertion !== undefined) {
    const type = parameters.get('client_assertion_type');
    if (type === undefined) throw missingParameter('client_assertion_type');
    if (type !== ASSERTION_TYPE) throw malformed('The client_assertion_type is not supported.');
    await checkClientAssertion(ground, context, registration, assertion);
    return '2';
  }
  checkSecret(ground, application, secret ?? '');
  return '1';
}

function hasCredentials(application: Application): boolean {
  return (
    application.secret.passwords.size > 0 ||
    application.keyCredentials.length > 0 ||
    application.federatedIdentityCredentials.length > 0
  );
}

function checkSecret(ground: LabGround, application: Application, secret: string): void {
  const now = ground.clock.now();
  const shown = Buffer.from(secret);
  for (const [keyId, value] of application.secret.passwords) {
    const kept = Buffer.from(value);
    if (kept.length !== shown.length || !timingSafeEqual(kept, shown)) continue;
    const credential = application.passwordCredentials.find((candidate) => candidate.keyId === keyId);
    if (credential === undefined) continue;
    if (Date.parse(credential.endDateTime) <= now) throw secretExpired(application.appId);
    return;
  }
  throw wrongSecret(application.appId, application.displayName);
}

function basicOf(context: LabContext): BasicCredentials | undefined {
  const [scheme = '', value = ''] = (context.req.header('authorization') ?? '').split(' ');
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const text = Buffer.from(value, 'base64').toString('utf8');
  const at = text.indexOf(':');
  if (at < 1) return undefined;
  try {
    return { id: decodeURIComponent(text.slice(0, at)), secret: decodeURIComponent(text.slice(at + 1)) };
  } catch {
    return undefined;
  }
}

/** RFC 7521 section 4.2 lets a client leave out client_id where the assertion's subject says it. */
function assertedId(parameters: Parameters): string | undefined {
  try {
    const [, payload = ''] = (parameters.get('client_assertion') ?? '').split('.');
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    if (typeof claims !== 'object' || claims === null || !('sub' in claims)) return undefined;
    return typeof claims.sub === 'string' ? claims.sub : undefined;
  } catch {
    return undefined;
  }
}
