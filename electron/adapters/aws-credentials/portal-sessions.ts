import { access } from 'node:fs/promises';
import type { Identity } from '../../../shared/core/connections/identity.ts';
import { readProfileFiles } from './profile-files.ts';
import { SsoCache } from './sso-cache.ts';

/** Sign-ins at the access portal that are kept in the cache of all AWS tools, by the name of their session. */
export interface PortalSessions {
  /** Nobody else uses these. */
  readonly own: readonly string[];
  /** ~/.aws/config names these, or another identity does. */
  readonly shared: readonly string[];
}

/**
 * Tells which kept sign-ins would be of no more use to anybody once some identities are forgotten.
 *
 * @param remaining identities of all workspaces that stay
 */
export async function portalSessions(
  home: string,
  environment: Readonly<Record<string, string | undefined>>,
  forgotten: readonly Identity[],
  remaining: readonly Identity[],
): Promise<PortalSessions> {
  const cache = new SsoCache(home);
  const others = new Set(namesOf(remaining));
  const own: string[] = [];
  const shared: string[] = [];
  for (const name of new Set(namesOf(forgotten))) {
    const kept = await access(cache.pathOf(name)).then(
      () => true,
      () => false,
    );
    if (!kept) continue;
    if (others.has(name) || (await isConfigured(home, environment, name))) shared.push(name);
    else own.push(name);
  }
  return { own, shared };
}

/** Deletes the kept sign-in of a session. */
export async function forgetPortalSession(home: string, name: string): Promise<void> {
  await new SsoCache(home).forget(name);
}

function namesOf(identities: readonly Identity[]): readonly string[] {
  return identities.flatMap((identity) => (identity.kind === 'aws-sso' ? [identity.sessionName] : []));
}

/** A configuration that cannot be read may name it: then nothing of it is deleted. */
async function isConfigured(
  home: string,
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): Promise<boolean> {
  try {
    return (await readProfileFiles(home, environment)).ssoSessions.has(name);
  } catch {
    return true;
  }
}
