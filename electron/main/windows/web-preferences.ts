import type { WebPreferences } from 'electron';

/** The settings of every window of the product (Electron's security checklist). */
export const WEB_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  experimentalFeatures: false,
  allowRunningInsecureContent: false,
  navigateOnDragDrop: false,
  // Its dictionaries would be downloaded.
  spellcheck: false,
  safeDialogs: true,
  v8CacheOptions: 'bypassHeatCheck',
} as const satisfies WebPreferences;
