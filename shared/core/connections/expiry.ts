import type { Workspace } from './workspace.ts';

/** Something of a workspace that ends some day. */
export interface Expiry {
  readonly workspace: string;
  readonly what: 'client secret' | 'certificate' | 'SCIM token';
  /** Name of the identity; absent for what belongs to the workspace. */
  readonly identity?: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly state: 'expired' | 'soon' | 'good';
}

/** Days before the end from which one is warned. */
const WARNING_DAYS = 30;
const DAY = 86_400_000;

/**
 * Everything of which the end is known, soonest first.
 *
 * @param endOf epoch milliseconds at which a certificate (PEM) ends; undefined where it cannot be read
 * @param now epoch milliseconds
 */
export function expiriesOf(
  workspaces: readonly Workspace[],
  endOf: (certificatePem: string) => number | undefined,
  now: number,
): readonly Expiry[] {
  const found: Omit<Expiry, 'state'>[] = [];
  for (const { name: workspace, identities, scim } of workspaces) {
    for (const identity of identities) {
      const { name } = identity;
      if (identity.kind === 'entra-client-secret' && identity.secretExpires !== undefined)
        found.push({
          workspace,
          what: 'client secret',
          identity: name,
          at: Date.parse(identity.secretExpires),
        });
      if (identity.kind === 'entra-certificate') {
        const at = endOf(identity.certificatePem);
        if (at !== undefined) found.push({ workspace, what: 'certificate', identity: name, at });
      }
    }
    if (scim?.tokenExpires !== undefined)
      found.push({ workspace, what: 'SCIM token', at: Date.parse(scim.tokenExpires) });
  }
  return found
    .filter(({ at }) => !Number.isNaN(at))
    .sort((a, b) => a.at - b.at)
    .map((expiry) => ({
      ...expiry,
      state: expiry.at <= now ? 'expired' : expiry.at <= now + WARNING_DAYS * DAY ? 'soon' : 'good',
    }));
}
