import { z } from 'zod';
import { type Appearance, appearanceSchema } from '../../shared/contract/app.ts';
import { type WorkspaceSettings, workspaceSettingsSchema } from '../../shared/contract/workspace.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../shared/core/inspector/options.ts';
import type { DocumentKind } from '../../shared/ports/workspace-store.ts';

export const APPEARANCE: DocumentKind<Appearance> = {
  name: 'appearance',
  version: 1,
  empty: { theme: 'system', density: 'comfortable' },
  migrations: {},
  parse: (value) => appearanceSchema.parse(value),
};

const windowStateSchema = z.strictObject({
  bounds: z
    .strictObject({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) })
    .optional(),
  maximized: z.boolean(),
  fullScreen: z.boolean(),
});

export type WindowState = z.output<typeof windowStateSchema>;

export const WINDOW_STATE: DocumentKind<WindowState> = {
  name: 'window',
  version: 1,
  empty: { maximized: false, fullScreen: false },
  migrations: {},
  parse: (value) => windowStateSchema.parse(value),
};

const { trust, profile, expect, clockSkew, strict } = DEFAULT_INSPECT_OPTIONS;

export const WORKSPACE_SETTINGS: DocumentKind<WorkspaceSettings> = {
  name: 'settings',
  version: 1,
  empty: { inspector: { trust: [...trust], profile, expect: { ...expect }, clockSkew, strict } },
  migrations: {},
  parse: (value) => workspaceSettingsSchema.parse(value),
};
