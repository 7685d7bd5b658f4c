import { z } from 'zod';
import {
  accessApplySchema,
  accessExportSchema,
  accessPlanSchema,
  accessReportSchema,
} from '../../shared/contract/access.ts';
import { compareDocumentSchema } from '../../shared/contract/compare.ts';
import { inspectDocumentSchema } from '../../shared/contract/inspector.ts';
import { wireErrorSchema } from '../../shared/contract/wire-error.ts';
import { DESIRED_SCHEMA } from '../../shared/core/access/desired/desired-schema.ts';

/** What each command prints under --json. */
const DOCUMENTS: Readonly<Record<string, readonly [title: string, schema: z.ZodType]>> = {
  inspect: ['fedbench inspect --json', inspectDocumentSchema],
  diff: ['fedbench diff --json', compareDocumentSchema],
  'access-export': ['fedbench access export --json', accessExportSchema],
  'access-plan': ['fedbench access plan --json', accessPlanSchema],
  'access-apply': ['fedbench access apply --json, fedbench access resume --json', accessApplySchema],
  'access-report': ['fedbench access report --json', accessReportSchema],
  error: ['any fedbench command --json, on failure', z.strictObject({ error: wireErrorSchema })],
};

/** docs/schema/**: JSON Schema 2020-12; what commands print is made from the contract. */
export function schemaFiles(): Record<string, string> {
  const printed = Object.fromEntries(
    Object.entries(DOCUMENTS).map(([name, [title, schema]]) => [
      `docs/schema/cli/${name}.json`,
      `${JSON.stringify({ title, ...z.toJSONSchema(schema) }, null, 2)}\n`,
    ]),
  );
  return {
    ...printed,
    'docs/schema/access-desired-state.json': `${JSON.stringify(DESIRED_SCHEMA, null, 2)}\n`,
  };
}
