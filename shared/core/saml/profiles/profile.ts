import type { EnvelopeFacts } from '../checks/envelope-checks.ts';
import type { PolicyContext } from '../checks/policy-context.ts';
import type { AssertionFacts } from '../facts.ts';
import type { XmlCase } from '../judging.ts';
import { checkAws } from './aws-profile.ts';
import { checkEntraFederation } from './entra-federation.ts';
import { checkEntra } from './entra-profile.ts';
import type { ProfileInput } from './profile-input.ts';

/** Runs the rules of the profile asked for; `generic` has none. */
export function checkProfile(
  one: XmlCase,
  context: PolicyContext,
  facts: AssertionFacts | undefined,
  envelope: EnvelopeFacts | undefined,
): void {
  const input: ProfileInput = { context, facts, envelope, characters: one.document.text.length };
  if (context.profile === 'aws-identity-center') checkAws(input);
  if (context.profile === 'entra') {
    if (context.kind === 'ws-fed-response') checkEntraFederation(input);
    else checkEntra(input);
  }
}
