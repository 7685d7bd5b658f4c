import { z } from 'zod';
import { defineContract } from './contract.ts';
import { deepLinkSchema } from './deep-link.ts';

const THEMES = ['system', 'light', 'dark'] as const;
const DENSITIES = ['comfortable', 'compact'] as const;

const nothing = z.strictObject({});

export const appearanceSchema = z.strictObject({
  theme: z.enum(THEMES),
  density: z.enum(DENSITIES),
});

export type Appearance = z.output<typeof appearanceSchema>;

const shownAppearance = z.strictObject({
  ...appearanceSchema.shape,
  /** What the theme comes to now; `system` follows the desktop. */
  dark: z.boolean(),
});

export const appContract = defineContract({
  'app.info': {
    input: nothing,
    output: z.strictObject({
      name: z.string(),
      version: z.string(),
      versions: z.strictObject({ electron: z.string(), chromium: z.string(), node: z.string() }),
      platform: z.enum(['linux', 'darwin', 'win32', 'other']),
      /** True on the runtime for development and tests, which must not be mistaken for a release. */
      developmentRuntime: z.boolean(),
      dataFolder: z.string(),
      logFile: z.string(),
    }),
    effect: 'read',
    place: 'main',
    summary: 'Tells versions, folders, and what the runtime cannot do.',
  },
  'app.appearance': {
    input: nothing,
    output: shownAppearance,
    effect: 'read',
    place: 'main',
    summary: 'Tells theme and density.',
  },
  'app.setAppearance': {
    input: appearanceSchema.partial(),
    output: shownAppearance,
    effect: 'setting',
    place: 'main',
    summary: 'Chooses theme or density, and remembers it.',
  },
  'app.openExternal': {
    input: z.strictObject({ url: z.string().max(2048) }),
    output: nothing,
    effect: 'read',
    place: 'main',
    summary: 'Opens a documentation link of the allow-list in the system browser.',
  },
  'app.readClipboard': {
    /** A longer text is not wanted. */
    input: z.strictObject({ atMost: z.int().min(1).exactOptional() }),
    output: z.strictObject({ text: z.string() }),
    effect: 'read',
    place: 'main',
    summary: 'Reads the text in the clipboard, while the window has the focus.',
  },
  'app.reveal': {
    input: z.strictObject({ what: z.enum(['data', 'log']) }),
    output: nothing,
    effect: 'read',
    place: 'main',
    summary: 'Shows the data folder or the log file in the file manager.',
  },
  'app.takeDeepLink': {
    input: nothing,
    output: z.strictObject({ link: deepLinkSchema.optional() }),
    effect: 'read',
    place: 'main',
    summary: 'Takes the link the application was opened with, once.',
  },
  'app.reportProblem': {
    input: z.strictObject({ name: z.string().max(200), stack: z.string().max(20_000).optional() }),
    output: z.strictObject({ correlationId: z.string() }),
    effect: 'read',
    place: 'main',
    summary: 'Logs an error of the page without its message, under an id to quote.',
  },
});
