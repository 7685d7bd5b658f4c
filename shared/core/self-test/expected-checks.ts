import type { MessageReport } from '../inspector/report.ts';

/** An attack must be refused for its form or its signature, not because the message happens to be old or for somebody else. */
const OF_FORM_OR_SIGNATURE = /^(?:xml|structure|signature|token|header|encryption)\./;

/** @returns the ids of the failed checks of form and signature, each once, in the order of the verdict */
export function refusingChecks(messages: readonly MessageReport[]): string[] {
  const failed = messages.flatMap(({ checks }) => checks.filter(({ status }) => status === 'fail'));
  return [...new Set(failed.map(({ id }) => id))].filter((id) => OF_FORM_OR_SIGNATURE.test(id));
}
