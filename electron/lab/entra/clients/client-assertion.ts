import { createHash, X509Certificate } from 'node:crypto';
import { compactVerify, decodeProtectedHeader, errors } from 'jose';
import type { LabContext } from '../../platform/arrival.ts';
import { arrivalOf } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { type Application, findTenant } from '../directory.ts';
import { realmOf } from '../realm.ts';
import {
  assertionAudience,
  assertionMalformed,
  assertionSignature,
  assertionSubject,
} from '../refusals/client-refusals.ts';
import { claimsOf } from '../tokens/verify.ts';
import { type Assertion, checkTimes } from './assertion.ts';
import type { Registration } from './client.ts';
import { checkFederatedAssertion } from './federated-credential.ts';

const MAX_ASSERTION = 32 * 1024;
const ALGORITHMS = ['RS256', 'PS256', 'RS384', 'PS384', 'RS512', 'PS512'];

/**
 * Judges a client assertion (RFC 7523 section 3): one that the client signed with a registered certificate, or one of
 * another issuer that a federated identity credential names. A `jti` may come back: libraries send an assertion again
 * until it expires, and Entra takes that.
 *
 * @throws EntraRefusal 50027, 700021, 700023, 700024, 700027, 70021x
 */
export async function checkClientAssertion(
  ground: LabGround,
  context: LabContext,
  registration: Registration,
  text: string,
): Promise<void> {
  const assertion = read(text);
  const { claims } = assertion;
  const { application } = registration;
  if (claims.iss !== application.appId && application.federatedIdentityCredentials.length > 0) {
    await checkFederatedAssertion(ground, application, assertion);
    return;
  }
  if (claims.sub !== application.appId || claims.iss !== application.appId) throw assertionSubject();
  checkAudience(ground, context, claims.aud);
  checkTimes(ground, claims);
  await checkSignature(ground, application, assertion);
}

function read(text: string): Assertion {
  if (text.length > MAX_ASSERTION) throw assertionMalformed('it is too long.');
  try {
    if (text.split('.').length !== 3) throw new RangeError();
    return { text, header: decodeProtectedHeader(text), claims: claimsOf(text) };
  } catch {
    throw assertionMalformed('it cannot be read as a signed JWT.');
  }
}

/** The token endpoint or issuer of the tenant that is asked, by its id or a domain, here or under the real name. */
function checkAudience(ground: LabGround, context: LabContext, stated: unknown): void {
  const realm = realmOf(ground, context.req.param('tenant') ?? '');
  const bases = [arrivalOf(context).base, 'https://login.microsoftonline.com', 'https://sts.windows.net'];
  const matches = (Array.isArray(stated) ? stated : [stated]).some((audience: unknown) => {
    if (typeof audience !== 'string') return false;
    const base = bases.find((candidate) => audience.startsWith(`${candidate}/`));
    const path = base === undefined ? '' : audience.slice(base.length + 1);
    const segment = /^([\w.-]+)(\/|\/v2\.0|\/oauth2\/token|\/oauth2\/v2\.0\/token)?$/.exec(path)?.[1];
    if (segment === undefined) return false;
    const named = findTenant(ground.state.directory, segment);
    return (
      segment.toLowerCase() === realm.segment || (named !== undefined && (realm.tenant ?? named) === named)
    );
  });
  if (!matches) throw assertionAudience(String(stated));
}

async function checkSignature(
  ground: LabGround,
  application: Application,
  { text, header }: Assertion,
): Promise<void> {
  const [sha1, sha256, kid] = [header.x5t, header['x5t#S256'], header.kid].map((value: unknown) =>
    typeof value === 'string' ? value : undefined,
  );
  if (typeof header.alg !== 'string' || !ALGORITHMS.includes(header.alg))
    throw assertionMalformed(
      `the algorithm '${String(header.alg).slice(0, 20)}' is not one of those for assertions.`,
    );
  if (sha1 === undefined && sha256 === undefined && kid === undefined)
    throw assertionMalformed("its header has none of 'x5t', 'x5t#S256' and 'kid'.");
  const names = [sha1, sha256, kid, kid?.toLowerCase()];
  const matching = application.keyCredentials
    .flatMap(({ certificatePem }) => certificateOf(certificatePem))
    .filter(({ raw }) => namesOf(raw).some((name) => names.includes(name)));
  const shown = sha1 === undefined ? undefined : Buffer.from(sha1, 'base64url').toString('hex').toUpperCase();
  if (matching.length === 0) throw assertionSignature('The key was not found.', shown);
  const now = ground.clock.now();
  const current = matching.filter(({ validTo }) => Date.parse(validTo) > now);
  if (current.length === 0) throw assertionSignature('The key used is expired.', shown);
  for (const certificate of current) {
    try {
      await compactVerify(text, certificate.publicKey, { algorithms: ALGORITHMS });
      return;
    } catch (thrown) {
      // A TypeError: the key is of another kind than the algorithm.
      if (!(thrown instanceof errors.JOSEError) && !(thrown instanceof TypeError)) throw thrown;
    }
  }
  throw assertionSignature('The key was found, but use of the key to verify the signature failed.', shown);
}

/** What a header may name a certificate by: x5t, x5t#S256, and kid in either writing. */
function namesOf(der: Uint8Array): readonly string[] {
  const hash = (name: string) => createHash(name).update(der).digest();
  return [
    hash('sha1').toString('base64url'),
    hash('sha1').toString('hex'),
    hash('sha256').toString('base64url'),
  ];
}

function certificateOf(pem: string): X509Certificate[] {
  try {
    return [new X509Certificate(pem)];
  } catch {
    return [];
  }
}
