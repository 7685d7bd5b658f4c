import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** True on the Electron that the set-up makes for development and tests, which no release is built on. */
export function isDevelopmentRuntime(): boolean {
  const marker = join(dirname(process.execPath), 'development-runtime.json');
  return process.env.FEDBENCH_DEV_RUNTIME === '1' || existsSync(marker);
}
