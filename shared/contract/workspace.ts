import { z } from 'zod';
import { defineContract } from './contract.ts';
import { inspectOptionsSchema } from './inspector.ts';

const nothing = z.strictObject({});

/** What the user entered once for this workspace. Trusted keys are public; whatever is secret is refused here. */
export const workspaceSettingsSchema = z.strictObject({
  inspector: inspectOptionsSchema.pick({
    trust: true,
    profile: true,
    expect: true,
    clockSkew: true,
    strict: true,
  }),
});

export type WorkspaceSettings = z.output<typeof workspaceSettingsSchema>;

const dataFile = z.strictObject({ path: z.string(), bytes: z.int().min(0) });

export const workspaceContract = defineContract({
  'workspace.load': {
    input: nothing,
    output: z.strictObject({
      settings: workspaceSettingsSchema,
      /** The new name of a damaged file that was kept aside; told once. */
      keptAside: z.string().optional(),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Reads the keys and expectations saved for this workspace.',
  },
  'workspace.save': {
    input: z.strictObject({ settings: workspaceSettingsSchema }),
    output: nothing,
    effect: 'setting',
    place: 'main',
    summary: 'Saves keys and expectations for this workspace; secret keys are refused.',
  },
  'workspace.files': {
    input: nothing,
    output: z.strictObject({ folder: z.string(), files: z.array(dataFile) }),
    effect: 'read',
    place: 'main',
    summary: 'Lists every file the workspace holds.',
  },
  'workspace.planErase': {
    input: nothing,
    output: z.strictObject({
      planId: z.string(),
      expiresAt: z.iso.datetime({ offset: false }),
      folder: z.string(),
      files: z.array(dataFile),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Plans to erase the workspace: every file that would be deleted. Deletes nothing.',
  },
  'workspace.apply': {
    input: z.strictObject({ planId: z.string().max(64) }),
    output: z.strictObject({ erased: z.array(z.string()) }),
    effect: 'write',
    place: 'main',
    summary: 'Runs a stored plan after the native confirmation.',
  },
});
