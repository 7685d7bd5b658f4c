import '../../bridge/zod-without-eval.ts';
import { identitySchema } from '../../../shared/contract/workspace-file.ts';
import type { SecretInput } from './identity-form.ts';
import type { ShownIdentity } from './queries.ts';

/**
 * Holds an identity against the contract before it is sent, so that each fault stands at its field.
 *
 * @param missing secrets that are needed and not there
 * @returns a sentence by the name of each field that is wrong
 */
export function problemsOf(
  identity: ShownIdentity,
  missing: readonly SecretInput[],
): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  const checked = identitySchema.safeParse(identity);
  for (const issue of checked.success ? [] : checked.error.issues) {
    const [field] = issue.path;
    const value: unknown = (identity as unknown as Record<string, unknown>)[String(field)];
    problems[String(field)] ??=
      value === undefined || value === '' ? 'This is needed.' : `This is not ${wanted(issue)}.`;
  }
  for (const { field } of missing) problems[field] = 'This is needed.';
  return problems;
}

/** The contract words its patterns as what they want: "a Region such as us-east-1". */
function wanted(issue: { readonly code: string; readonly message: string }): string {
  return issue.code === 'invalid_format' && !issue.message.startsWith('Invalid')
    ? issue.message
    : 'in the form that is needed';
}
