import type { PermissionSet } from '../model.ts';
import { type AttributeConfiguration, attributeUses } from './attributes.ts';
import { type Behind, behind, claimOf } from './sources.ts';

interface ToldAttribute {
  readonly key: string;
  readonly source: string;
  readonly behind: Behind;
  /** The SAML attribute that sets it for one sign-in. */
  readonly claim: string;
  /** Names of permission sets whose inline policies decide by it. */
  readonly usedBy: readonly string[];
}

export interface ToldAttributes extends Omit<AttributeConfiguration, 'attributes'> {
  readonly attributes: readonly ToldAttribute[];
  /** Keys that inline policies decide by and nobody configured. */
  readonly unconfigured: readonly { readonly key: string; readonly usedBy: readonly string[] }[];
}

/** Attributes for access control with what stands behind each, and who decides by it. */
export function toldAttributes(
  { attributes, ...configuration }: AttributeConfiguration,
  sets: readonly PermissionSet[],
): ToldAttributes {
  const uses = attributeUses(sets);
  const configured = new Set(attributes.map(({ key }) => key.toLowerCase()));
  return {
    ...configuration,
    attributes: attributes.map(({ key, source }) => ({
      key,
      source,
      behind: behind(source),
      claim: claimOf(key),
      usedBy: uses.get(key.toLowerCase())?.sets ?? [],
    })),
    unconfigured: [...uses]
      .filter(([lower]) => !configured.has(lower))
      .map(([, { key, sets: usedBy }]) => ({ key, usedBy })),
  };
}
