import { createHash } from 'node:crypto';
import type { ServicePrincipal } from '../directory.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { attributeValues } from './user-attributes.ts';

const FORMAT_EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const FORMAT_UNSPECIFIED = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';
const FORMAT_PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const FORMAT_TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';

/** Formats that NameIDPolicy may ask for. */
export const NAME_ID_FORMATS: readonly string[] = [
  FORMAT_EMAIL,
  FORMAT_UNSPECIFIED,
  FORMAT_PERSISTENT,
  FORMAT_TRANSIENT,
];

export interface NameId {
  readonly format: string;
  readonly value: string;
}

/**
 * The subject's name: from the application's source and in its format, unless the request asks for another format. A
 * persistent name that was asked for is pairwise, a transient one new each time.
 *
 * @param asked Format of NameIDPolicy
 * @param random for transient names
 * @returns undefined where the source is empty for this person (AADSTS501241)
 */
export function nameIdFor(
  principal: ServicePrincipal,
  person: SignedIn,
  asked: string | undefined,
  random: { uuid(): string },
): NameId | undefined {
  const { source, format } = principal.nameId;
  if (asked === FORMAT_TRANSIENT) return { format: asked, value: `_${random.uuid()}` };
  if (asked === FORMAT_PERSISTENT && format !== FORMAT_PERSISTENT)
    return { format: asked, value: pairwise(principal, person) };
  const [value] = attributeValues(person, source) ?? [];
  if (value === undefined) return undefined;
  return { format: asked === undefined || asked === FORMAT_UNSPECIFIED ? format : asked, value };
}

function pairwise(principal: ServicePrincipal, { tenant, user }: SignedIn): string {
  return createHash('sha256').update(`${tenant.id} ${principal.id} ${user.id}`).digest('base64');
}
