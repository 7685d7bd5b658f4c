import { createHash, X509Certificate } from 'node:crypto';
import { compactVerify, decodeProtectedHeader, errors } from 'jose';
import type { LabContext } from '../../platform/arrival.ts';
import { arrivalOf } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import type { Application } from '../directory.ts';
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
  checkAudience(context, claims.aud);
  checkTimes(ground, claims);
  await checkSignature(application, assertion);
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

/** The token endpoint's own address, the authority's v2.0 issuer, or the real one of either: tenant names and ids alike. */
function checkAudience(context: LabContext, audience: unknown): void {
  const bases = [arrivalOf(context).base, 'https://login.microsoftonline.com', 'https://sts.windows.net'];
  const matches =
    typeof audience === 'string' &&
    bases.some(
      (base) =>
        audience.startsWith(`${base}/`) &&
        /^[\w.-]+(\/|\/v2\.0|\/oauth2\/token|\/oauth2\/v2\.0\/token)?$/.test(audience.slice(base.length + 1)),
    );
  if (!matches) throw assertionAudience(String(audience));
}

async function checkSignature(application: Application, { text, header }: Assertion): Promise<void> {
  const sha1 = header.x5t;
  const sha256 = header['x5t#S256'];
  const kid = header.kid;
  const shown =
    typeof sha1 === 'string' ? Buffer.from(sha1, 'base64url').toString('hex').toUpperCase() : undefined;
  if (typeof header.alg !== 'string' || !ALGORITHMS.includes(header.alg))
    throw assertionMalformed(
      `the algorithm '${String(header.alg).slice(0, 20)}' is not one of those for assertions.`,
    );
  const matching = application.keyCredentials
    .map(({ certificatePem }) => new X509Certificate(certificatePem))
    .filter(({ raw }) => {
      const hex = createHash('sha1').update(raw).digest('hex');
      return (
        (sha1 !== undefined && sha1 === createHash('sha1').update(raw).digest('base64url')) ||
        (sha256 !== undefined && sha256 === createHash('sha256').update(raw).digest('base64url')) ||
        (kid !== undefined &&
          (kid.toLowerCase() === hex || kid === Buffer.from(hex, 'hex').toString('base64url')))
      );
    });
  if (sha1 === undefined && sha256 === undefined && kid === undefined)
    throw assertionMalformed("its header has none of 'x5t', 'x5t#S256' and 'kid'.");
  if (matching.length === 0) throw assertionSignature('The key was not found.', shown);
  for (const certificate of matching) {
    try {
      await compactVerify(text, certificate.publicKey, { algorithms: ALGORITHMS });
      return;
    } catch (thrown) {
      if (!(thrown instanceof errors.JOSEError) && !(thrown instanceof TypeError)) throw thrown;
    }
  }
  throw assertionSignature('The key was found, but use of the key to verify the signature failed.', shown);
}
