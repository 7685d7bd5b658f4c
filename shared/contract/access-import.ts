import { z } from 'zod';
import { IMPORT_FORMATS } from '../core/access/import/imported.ts';
import { defineContract } from './contract.ts';

const imported = {
  format: z.enum(IMPORT_FORMATS),
  permissionSets: z.int().min(0),
  assignments: z.int().min(0),
  warnings: z.array(z.string()).readonly(),
  /** YAML of a desired state. */
  desired: z.string(),
};

/** `fedbench access import --json`. */
export const accessImportSchema = z.strictObject(imported);

/** What the page asks to begin with what another program has written. */
export const accessImportChannels = defineContract({
  'access.importFrom': {
    input: z.strictObject({}),
    output: z.strictObject({
      /** Absent where the dialog was cancelled. */
      made: z.strictObject({ ...imported, path: z.string() }).exactOptional(),
    }),
    effect: 'read',
    place: 'main',
    summary:
      'Makes a desired state of a Terraform state, CSV file or workbook that the user picks in a dialog.',
  },
});
