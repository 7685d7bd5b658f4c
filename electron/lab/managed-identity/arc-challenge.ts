import { access, constants, rm, writeFile } from 'node:fs/promises';
import type { LabGround } from '../platform/ground.ts';

/** Where the agent of Azure Arc puts its keys; libraries accept no other folder. */
function keyFolder(): string | undefined {
  if (process.platform === 'linux') return '/var/opt/azcmagent/tokens/';
  if (process.platform !== 'win32') return undefined;
  return `${process.env.ProgramData ?? ''}\\AzureConnectedMachineAgent\\Tokens\\`;
}

/** How long a key waits to be shown. */
const LIFETIME = 60_000;
const EXPIRY = 'azure-arc-key';

/** Takes back keys that nobody showed; to be called once for each Lab. */
export function expireArcKeys(ground: LabGround): void {
  ground.pending.on(EXPIRY, (key) => void endArcChallenge(ground, String(key)));
}

/**
 * Begins a challenge: a file that only privileged processes of this machine may read holds a key, and whoever shows it is
 * one of them. The folder is the agent's; the Lab makes none.
 *
 * @returns the file's path; undefined where this machine has no such folder, or the Lab may not write there
 */
export async function beginArcChallenge(ground: LabGround): Promise<string | undefined> {
  const folder = keyFolder();
  if (folder === undefined) return undefined;
  try {
    await access(folder, constants.W_OK);
    const key = ground.random.token(64);
    const path = `${folder}${ground.random.uuid()}.key`;
    await writeFile(path, key, { mode: 0o440, flag: 'wx' });
    ground.state.entraSignIn.arcKeys ??= new Map();
    ground.state.entraSignIn.arcKeys.set(key, path);
    ground.pending.add(ground.clock.now() + LIFETIME, EXPIRY, key);
    return path;
  } catch {
    return undefined;
  }
}

/** Ends a challenge. @returns false for a key that lies in none of its files, or was shown before */
export async function endArcChallenge(ground: LabGround, key: string): Promise<boolean> {
  const { arcKeys } = ground.state.entraSignIn;
  const path = arcKeys?.get(key);
  if (path === undefined) return false;
  arcKeys?.delete(key);
  await rm(path, { force: true });
  return true;
}
