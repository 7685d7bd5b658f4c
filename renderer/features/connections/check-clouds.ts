import '../../bridge/zod-without-eval.ts';
import { workspaceSchema } from '../../../shared/contract/workspace-file.ts';
import type { CloudValues } from './clouds-form.ts';
import type { ShownWorkspace } from './queries.ts';

/** Which field of the form a member of a workspace comes from, and what it wants. */
const FIELDS: readonly (readonly [path: string, field: keyof CloudValues, wanted: string])[] = [
  ['name', 'name', 'Give it a name of at most 100 characters.'],
  ['entra.tenant', 'tenant', 'This is not a tenant id or domain.'],
  ['aws.region', 'region', 'This is not a Region such as us-east-1.'],
  ['scim.baseAddress', 'scimBase', 'This is not a whole address, beginning with https://.'],
  ['scim.tokenExpires', 'scimExpires', 'This is not a date such as 2027-11-25.'],
  ['openai', 'openai', 'Each line is a name and a whole address, beginning with https://.'],
];

/**
 * Holds the clouds of a workspace against the contract before they are sent, so that each fault stands at its field.
 *
 * @returns a sentence by the name of each field that is wrong
 */
export function problemsOfClouds(
  workspace: Omit<ShownWorkspace, 'identities'>,
): Partial<Readonly<Record<keyof CloudValues, string>>> {
  const checked = workspaceSchema.omit({ identities: true }).safeParse(workspace);
  const problems: Partial<Record<keyof CloudValues, string>> = {};
  for (const { path } of checked.success ? [] : checked.error.issues) {
    const at = path.join('.');
    const found = FIELDS.find(([beginning]) => at === beginning || at.startsWith(`${beginning}.`));
    if (found !== undefined) problems[found[1]] ??= found[2];
  }
  return problems;
}
