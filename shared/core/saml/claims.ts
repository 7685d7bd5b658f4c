import { describeSamlClaim } from '../claims/saml.ts';
import type { ClaimReport } from '../inspector/report.ts';
import type { AssertionFacts } from './facts.ts';

/**
 * The claims of an assertion: its name identifier, how and when the user signed in, and its attributes.
 *
 * @param facts read from signed bytes where `signed` is true
 * @param signed true where a trusted signature covers them
 */
export function claimsOf(facts: AssertionFacts, signed: boolean): ClaimReport[] {
  const claims: ClaimReport[] = [];
  const add = (name: string, values: readonly string[], friendlyName?: string): void => {
    claims.push({ name, values, signed, ...describeSamlClaim(name, values, friendlyName) });
  };
  const single = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') add(name, [value]);
  };
  single('NameID', facts.nameId?.value);
  for (const { name, values, friendlyName } of facts.attributes) add(name, values, friendlyName);
  const [authentication] = facts.authentications;
  single('AuthnContextClassRef', authentication?.context);
  single('AuthnInstant', authentication?.instant?.text);
  single('SessionIndex', authentication?.sessionIndex);
  single('SessionNotOnOrAfter', authentication?.sessionNotOnOrAfter?.text);
  return claims;
}
