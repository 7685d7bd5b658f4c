import type { LabGround } from '../../platform/ground.ts';
import { type Application, TOKEN_EXCHANGE_APP_ID, TOKEN_EXCHANGE_AUDIENCE } from '../directory.ts';
import { assertionSignature, noFederatedCredential } from '../refusals/client-refusals.ts';
import { verifyOwnToken } from '../tokens/verify.ts';
import { type Assertion, checkTimes } from './assertion.ts';

/**
 * Judges an assertion of another issuer against the application's federated identity credentials: issuer, subject and
 * audience to the letter, then time and signature. The Lab knows the keys of its own tenants only, such as those behind
 * managed identities; it fetches none.
 *
 * @throws EntraRefusal 700211, 700212, 700213 for what no record matches; 700024, 700027
 */
export async function checkFederatedAssertion(
  ground: LabGround,
  application: Application,
  { text, claims }: Assertion,
): Promise<void> {
  const issuer = String(claims.iss);
  const subject = String(claims.sub);
  const stated: readonly unknown[] = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
  // Tokens of managed identities name the exchange by its id, credentials by its address.
  const audience = stated.map((one) => (one === TOKEN_EXCHANGE_APP_ID ? TOKEN_EXCHANGE_AUDIENCE : one));
  const ofIssuer = application.federatedIdentityCredentials.filter((record) => record.issuer === issuer);
  if (ofIssuer.length === 0) throw noFederatedCredential('issuer', issuer);
  const ofSubject = ofIssuer.filter((record) => record.subject === subject);
  if (ofSubject.length === 0) throw noFederatedCredential('subject', subject);
  if (!ofSubject.some(({ audiences }) => audiences.some((wanted) => audience.includes(wanted))))
    throw noFederatedCredential('audience', audience.map(String).join(', '));
  checkTimes(ground, claims);
  if ((await verifyOwnToken(ground, text)) === undefined)
    throw assertionSignature(
      `The keys of issuer '${issuer.slice(0, 200)}' do not verify it, or could not be fetched.`,
      undefined,
    );
}
