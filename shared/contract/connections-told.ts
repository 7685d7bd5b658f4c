import { z } from 'zod';
import { IDENTITY_KINDS } from '../core/connections/identity.ts';
import { identityReportSchema } from './connections.ts';

const id = z.string();
const name = z.string();

/** `fedbench workspace list --json`. */
export const workspacesToldSchema = z.strictObject({
  workspaces: z.array(
    z.strictObject({ id, name, active: z.boolean(), writable: z.boolean(), identities: z.int().min(0) }),
  ),
});

/** `fedbench workspace import --json`. */
export const workspaceImportedSchema = z.strictObject({
  workspace: z.strictObject({ id, name, identities: z.int().min(0) }),
});

/** `fedbench identity list --json`. */
export const identitiesToldSchema = z.strictObject({
  workspace: name,
  identities: z.array(z.strictObject({ id, name, kind: z.enum(IDENTITY_KINDS) })),
});

/** `fedbench identity test --json`. */
export const identityTestedSchema = z.strictObject({
  workspace: name,
  identity: name,
  report: identityReportSchema,
});

/** `fedbench identity profiles --json`. */
export const profilesToldSchema = z.strictObject({
  profiles: z.array(
    z.strictObject({
      name,
      /** Where its credentials come from; `none` where they do not. */
      kind: z.enum([
        'static',
        'sso',
        'process',
        'web-identity',
        'assume-role',
        'environment',
        'container',
        'instance',
        'none',
      ]),
      region: z.string().exactOptional(),
      problem: z.string().exactOptional(),
    }),
  ),
});
