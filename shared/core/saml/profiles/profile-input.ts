import { textOf } from '../../xml/query.ts';
import type { EnvelopeFacts } from '../checks/envelope-checks.ts';
import type { PolicyContext } from '../checks/policy-context.ts';
import type { AssertionFacts } from '../facts.ts';

/** What a vendor's rules look at. */
export interface ProfileInput {
  readonly context: PolicyContext;
  readonly facts: AssertionFacts | undefined;
  readonly envelope: EnvelopeFacts | undefined;
  /** Characters of the message as XML text. */
  readonly characters: number;
}

/** @returns the values of an attribute, from all attributes of that name. */
export function valuesOf(facts: AssertionFacts, name: string): string[] {
  return facts.attributes
    .filter((attribute) => attribute.name === name)
    .flatMap(({ values }) => values.map((value) => value.trim()));
}

/** @returns the name identifier with the white space it has in the message. */
export function exactNameId(facts: AssertionFacts): string {
  return facts.nameId === undefined ? '' : textOf(facts.nameId.element);
}
