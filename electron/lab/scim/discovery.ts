import {
  type Attribute,
  ENTERPRISE_ATTRIBUTES,
  ENTERPRISE_URN,
  GROUP_ATTRIBUTES,
  GROUP_URN,
  USER_ATTRIBUTES,
  USER_URN,
} from './attributes.ts';
import { notFound } from './scim-error.ts';

const LIST_URN = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const GUIDE = 'https://docs.aws.amazon.com/singlesignon/latest/userguide';

/** RFC 7643 section 5: what this service provider can do. */
export const SERVICE_PROVIDER_CONFIG = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  documentationUri: `${GUIDE}/manage-your-identity-source-idp.html`,
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 1, maxPayloadSize: 1_048_576 },
  filter: { supported: true, maxResults: 100 },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: false },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'OAuth Bearer Token',
      description: 'Authentication with a bearer token made in the console',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      documentationUri: `${GUIDE}/provision-automatically.html`,
      primary: true,
    },
  ],
};

const RESOURCE_TYPES = [
  {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    description: 'User Account',
    schema: USER_URN,
    schemaExtensions: [{ schema: ENTERPRISE_URN, required: false }],
    meta: { resourceType: 'ResourceType', location: '/scim/v2/ResourceTypes/User' },
  },
  {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: 'Group',
    name: 'Group',
    endpoint: '/Groups',
    description: 'Group',
    schema: GROUP_URN,
    schemaExtensions: [],
    meta: { resourceType: 'ResourceType', location: '/scim/v2/ResourceTypes/Group' },
  },
];

const MEMBERS: Attribute = {
  name: 'members',
  type: 'complex',
  sub: [
    { name: 'value', type: 'string' },
    { name: '$ref', type: 'reference' },
    { name: 'type', type: 'string' },
  ],
};

const SCHEMAS = [
  schema(USER_URN, 'User', 'User Account', USER_ATTRIBUTES),
  schema(GROUP_URN, 'Group', 'Group', [...GROUP_ATTRIBUTES, MEMBERS]),
  schema(ENTERPRISE_URN, 'EnterpriseUser', 'Enterprise User', ENTERPRISE_ATTRIBUTES),
];

/**
 * Schemas or resource types: all of them, or one.
 *
 * @param id undefined for all
 * @throws ScimError ResourceNotFoundException
 */
export function described(
  what: 'Schemas' | 'ResourceTypes',
  id: string | undefined,
): Record<string, unknown> {
  const all: readonly { readonly id: string }[] = what === 'Schemas' ? SCHEMAS : RESOURCE_TYPES;
  if (id !== undefined) return { ...(all.find((one) => one.id === id) ?? notFound(`${what} ${id}`)) };
  return {
    totalResults: all.length,
    itemsPerPage: all.length,
    startIndex: 1,
    schemas: [LIST_URN],
    Resources: all,
  };
}

function schema(id: string, name: string, description: string, attributes: readonly Attribute[]) {
  return {
    id,
    name,
    description,
    attributes: attributes.map(attributeOf),
    meta: { resourceType: 'Schema', location: `/scim/v2/Schemas/${id}` },
  };
}

function attributeOf(attribute: Attribute): Record<string, unknown> {
  return {
    name: attribute.name,
    type: attribute.type,
    multiValued: attribute.multiValued === true || attribute.name === 'members',
    required: attribute.required === true,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: attribute.unique === true ? 'server' : 'none',
    ...(attribute.sub === undefined ? {} : { subAttributes: attribute.sub.map(attributeOf) }),
  };
}
