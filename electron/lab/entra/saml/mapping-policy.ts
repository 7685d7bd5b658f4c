import type { ServicePrincipal, Tenant } from '../directory.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { attributeValues } from './user-attributes.ts';

/** A claim as the assertion has it. */
export interface SamlClaim {
  readonly name: string;
  readonly nameFormat?: string;
  readonly values: readonly string[];
}

/** What a claims mapping policy comes to for one person. */
export interface MappedClaims {
  readonly includeBasicClaims: boolean;
  readonly claims: readonly SamlClaim[];
}

type Json = Readonly<Record<string, unknown>>;

/** The subject is set at the portal only: a policy that names it was seen to change nothing (facts/microsoft.md section 1). */
const NAME_IDENTIFIER = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier';

/**
 * Applies the first claims mapping policy of an application; Entra allows one. What the policy words wrongly has no effect,
 * as there: keys are case-sensitive.
 */
export function mappedClaims(tenant: Tenant, principal: ServicePrincipal, person: SignedIn): MappedClaims {
  const [id = ''] = principal.claimsMappingPolicyIds;
  const policy = policyIn(tenant.claimsMappingPolicies.get(id)?.definition[0]);
  if (policy === undefined) return { includeBasicClaims: true, claims: [] };
  const transformed = transformations(policy, person);
  const claims = objects(policy.ClaimsSchema).flatMap((entry): SamlClaim[] => {
    const { SamlClaimType: name, SamlNameFormat: nameFormat } = entry;
    if (typeof name !== 'string' || name === '' || name === NAME_IDENTIFIER) return [];
    const values = valuesOf(entry, person, transformed, tenant, principal);
    if (values.length === 0) return [];
    return [{ name, values, ...(typeof nameFormat === 'string' ? { nameFormat } : {}) }];
  });
  return { includeBasicClaims: String(policy.IncludeBasicClaimSet) !== 'false', claims };
}

function policyIn(definition: string | undefined): Json | undefined {
  if (definition === undefined) return undefined;
  try {
    const parsed = JSON.parse(definition) as unknown;
    const policy = isObject(parsed) ? parsed.ClaimsMappingPolicy : undefined;
    return isObject(policy) ? policy : undefined;
  } catch {
    return undefined;
  }
}

function valuesOf(
  entry: Json,
  person: SignedIn,
  transformed: ReadonlyMap<string, string>,
  tenant: Tenant,
  principal: ServicePrincipal,
): readonly string[] {
  if (typeof entry.Value === 'string') return entry.Value === '' ? [] : [entry.Value];
  const { ID: id, Source: source } = entry;
  if (typeof id !== 'string' || typeof source !== 'string') return [];
  switch (source.toLowerCase()) {
    case 'user':
      return attributeValues(person, id) ?? [];
    case 'transformation': {
      const value = transformed.get(id);
      return value === undefined ? [] : [value];
    }
    case 'application':
    case 'resource':
    case 'audience':
      return id.toLowerCase() === 'displayname'
        ? [principal.displayName]
        : id.toLowerCase() === 'objectid'
          ? [principal.id]
          : [];
    case 'company':
      return id.toLowerCase() === 'tenantcountry' ? [] : [tenant.displayName];
    default:
      return [];
  }
}

/** @returns what each transformation gives, by the id of its output claim */
function transformations(policy: Json, person: SignedIn): ReadonlyMap<string, string> {
  const results = new Map<string, string>();
  for (const one of objects(policy.ClaimsTransformations ?? policy.ClaimsTransformation)) {
    const inputs = new Map<string, string>();
    for (const input of objects(one.InputClaims)) {
      const { ClaimTypeReferenceId: id, TransformationClaimType: name } = input;
      if (typeof id !== 'string' || typeof name !== 'string') continue;
      const [value] = attributeValues(person, id) ?? [];
      if (value !== undefined) inputs.set(name, value);
    }
    for (const { ID: name, Value: value } of objects(one.InputParameters))
      if (typeof name === 'string' && typeof value === 'string') inputs.set(name, value);
    const value = transform(one.TransformationMethod, inputs);
    if (value === undefined) continue;
    for (const { ClaimTypeReferenceId: id } of objects(one.OutputClaims))
      if (typeof id === 'string') results.set(id, value);
  }
  return results;
}

function transform(method: unknown, inputs: ReadonlyMap<string, string>): string | undefined {
  if (method === 'Join') {
    const parts = [inputs.get('string1'), inputs.get('string2')];
    return parts.includes(undefined) ? undefined : parts.join(inputs.get('separator') ?? '');
  }
  if (method === 'ExtractMailPrefix') return (inputs.get('mail') ?? inputs.get('string1'))?.split('@')[0];
  if (method === 'ToLowercase()' || method === 'ToLowercase') return inputs.get('string1')?.toLowerCase();
  if (method === 'ToUppercase()' || method === 'ToUppercase') return inputs.get('string1')?.toUpperCase();
  return undefined;
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
