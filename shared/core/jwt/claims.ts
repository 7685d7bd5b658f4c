import { type ClaimContext, describeClaim } from '../claims/describe-claim.ts';
import type { ClaimReport } from '../inspector/report.ts';
import { type JsonNode, type JsonObject, memberOf, stringOf, textOf } from '../json/node.ts';

/** The registered claims of a token, read once. */
export interface Claims {
  readonly root: JsonObject;
  readonly issuer: string | undefined;
  readonly subject: string | undefined;
  readonly audiences: readonly string[];
  /** Seconds since 1970, where the claim is there and a number. */
  readonly expiry: number | undefined;
  readonly notBefore: number | undefined;
  readonly issuedAt: number | undefined;
}

const LAST_SECOND = 8.64e12;

/** @returns the values of a member as text: the items of a list, else the value itself. */
export function valuesOf(node: JsonNode | undefined): string[] {
  if (node === undefined) return [];
  return node.kind === 'array' ? node.items.map(textOf) : [textOf(node)];
}

/** @returns a NumericDate in seconds, where a calendar can show it (RFC 7519 section 2). */
function secondsOf(root: JsonNode, name: string): number | undefined {
  const node = memberOf(root, name);
  return node?.kind === 'number' && Math.abs(node.value) <= LAST_SECOND ? node.value : undefined;
}

/** Reads the registered claims (RFC 7519 section 4.1); of the wrong type they are absent here and judged elsewhere. */
export function readClaims(root: JsonObject): Claims {
  return {
    root,
    issuer: stringOf(root, 'iss'),
    subject: stringOf(root, 'sub'),
    audiences: valuesOf(memberOf(root, 'aud')),
    expiry: secondsOf(root, 'exp'),
    notBefore: secondsOf(root, 'nbf'),
    issuedAt: secondsOf(root, 'iat'),
  };
}

/** @returns every claim with its meaning, in the order of the token; one that stands twice has both values. */
export function reportClaims(root: JsonObject, signed: boolean): ClaimReport[] {
  const context = { version: stringOf(root, 'ver') };
  if (root.byName.size === root.members.length)
    return root.members.map(({ name, value }) => claim(name, valuesOf(value), context, signed));
  const byName = new Map<string, string[]>();
  for (const { name, value } of root.members) {
    const before = byName.get(name);
    if (before === undefined) byName.set(name, valuesOf(value));
    // One by one: the values of a name may be more than a call takes as arguments.
    else for (const text of valuesOf(value)) before.push(text);
  }
  return [...byName].map(([name, values]) => claim(name, values, context, signed));
}

function claim(name: string, values: string[], context: ClaimContext, signed: boolean): ClaimReport {
  const { friendlyName, meaning, authorizeWith } = describeClaim(name, values, context);
  return friendlyName === undefined
    ? { name, values, meaning, signed, authorizeWith }
    : { name, friendlyName, values, meaning, signed, authorizeWith };
}
