import { z } from 'zod';
import { seedSchema } from '../../electron/lab/seed/seed-schema.ts';
import {
  accessApplySchema,
  accessExportSchema,
  accessPlanSchema,
  accessReportSchema,
} from '../../shared/contract/access.ts';
import { accessApplicationsSchema } from '../../shared/contract/access-applications.ts';
import {
  accessAttributesApplySchema,
  accessAttributesPlanSchema,
  accessAttributesSchema,
  testSignInSchema,
} from '../../shared/contract/access-attributes.ts';
import { accessImportSchema } from '../../shared/contract/access-import.ts';
import { accessPoliciesSchema } from '../../shared/contract/access-policies.ts';
import { accessVerdictSchema } from '../../shared/contract/access-sign-in.ts';
import { compareDocumentSchema } from '../../shared/contract/compare.ts';
import {
  identitiesToldSchema,
  identityTestedSchema,
  profilesToldSchema,
  workspaceImportedSchema,
  workspacesToldSchema,
} from '../../shared/contract/connections-told.ts';
import { inspectDocumentSchema } from '../../shared/contract/inspector.ts';
import { labReadySchema } from '../../shared/contract/lab-ready.ts';
import { labOverviewSchema, labPeopleSchema, labRequestsSchema } from '../../shared/contract/lab-told.ts';
import { selfTestDocumentSchema } from '../../shared/contract/self-test.ts';
import { wireErrorSchema } from '../../shared/contract/wire-error.ts';
import { DESIRED_SCHEMA } from '../../shared/core/access/desired/desired-schema.ts';

/** What each command prints under --json. */
const DOCUMENTS: Readonly<Record<string, readonly [title: string, schema: z.ZodType]>> = {
  inspect: ['fedbench inspect --json', inspectDocumentSchema],
  diff: ['fedbench diff --json', compareDocumentSchema],
  'lab-serve': ['fedbench lab serve: the ready document', labReadySchema],
  'lab-status': ['fedbench lab status --json', labOverviewSchema],
  'lab-people': ['fedbench lab people --json', labPeopleSchema],
  'lab-requests': ['fedbench lab requests --json', labRequestsSchema],
  'workspace-list': ['fedbench workspace list --json', workspacesToldSchema],
  'workspace-import': ['fedbench workspace import --json', workspaceImportedSchema],
  'identity-list': ['fedbench identity list --json', identitiesToldSchema],
  'identity-test': ['fedbench identity test --json', identityTestedSchema],
  'identity-profiles': ['fedbench identity profiles --json', profilesToldSchema],
  'self-test': ['fedbench self-test --json', selfTestDocumentSchema],
  'access-export': ['fedbench access export --json', accessExportSchema],
  'access-import': ['fedbench access import --json', accessImportSchema],
  'access-plan': ['fedbench access plan --json', accessPlanSchema],
  'access-apply': ['fedbench access apply --json, fedbench access resume --json', accessApplySchema],
  'access-report': ['fedbench access report --json', accessReportSchema],
  'access-applications': ['fedbench access applications --json', accessApplicationsSchema],
  'access-verdict': ['fedbench access verdict --json', accessVerdictSchema],
  'access-attributes': ['fedbench access attributes --json', accessAttributesSchema],
  'access-attributes-plan': ['fedbench access attributes plan --json', accessAttributesPlanSchema],
  'access-attributes-apply': ['fedbench access attributes apply --json', accessAttributesApplySchema],
  'access-attributes-prove': ['fedbench access attributes prove --json', testSignInSchema],
  'access-policies': ['fedbench access policies --json', accessPoliciesSchema],
  error: ['any fedbench command --json, on failure', z.strictObject({ error: wireErrorSchema })],
};

/** docs/schema/**.json: JSON Schema 2020-12, made from the contract and from the Lab's own seed. */
export function schemaFiles(): Record<string, string> {
  const cli = Object.entries(DOCUMENTS).map(([name, [title, schema]]) => [
    `docs/schema/cli/${name}.json`,
    schemaText(title, schema),
  ]);
  return {
    ...Object.fromEntries(cli),
    'docs/schema/access-desired-state.json': `${JSON.stringify(DESIRED_SCHEMA, null, 2)}\n`,
    'docs/schema/lab-seed.json': schemaText('A seed of the Lab: fedbench lab serve --seed FILE', seedSchema),
  };
}

function schemaText(title: string, schema: z.ZodType): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema) }, null, 2)}\n`;
}
