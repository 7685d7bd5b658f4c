import { z } from 'zod';
import { compareDocumentSchema } from '../../shared/contract/compare.ts';
import { inspectDocumentSchema } from '../../shared/contract/inspector.ts';
import { selfTestDocumentSchema } from '../../shared/contract/self-test.ts';
import { wireErrorSchema } from '../../shared/contract/wire-error.ts';

/** What each command prints under --json. */
const DOCUMENTS: Readonly<Record<string, readonly [title: string, schema: z.ZodType]>> = {
  inspect: ['fedbench inspect --json', inspectDocumentSchema],
  diff: ['fedbench diff --json', compareDocumentSchema],
  'self-test': ['fedbench self-test --json', selfTestDocumentSchema],
  error: ['any fedbench command --json, on failure', z.strictObject({ error: wireErrorSchema })],
};

/** docs/schema/cli/*.json: JSON Schema 2020-12, made from the contract. */
export function schemaFiles(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(DOCUMENTS).map(([name, [title, schema]]) => [
      `docs/schema/cli/${name}.json`,
      `${JSON.stringify({ title, ...z.toJSONSchema(schema) }, null, 2)}\n`,
    ]),
  );
}
