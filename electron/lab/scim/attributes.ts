export const USER_URN = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP_URN = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ENTERPRISE_URN = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** One attribute of a SCIM schema (RFC 7643 section 7) as AWS takes it. */
export interface Attribute {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'complex' | 'reference';
  readonly required?: true;
  readonly unique?: true;
  /** AWS keeps one value of it at most. */
  readonly multiValued?: true;
  readonly sub?: readonly Attribute[];
  /** Characters; 1,024 where nothing else is said. */
  readonly maxLength?: number;
}

const text = (...names: readonly string[]): Attribute[] => names.map((name) => ({ name, type: 'string' }));
const oneValue: readonly Attribute[] = [...text('value', 'type'), { name: 'primary', type: 'boolean' }];

const NAME: readonly Attribute[] = [
  ...text('formatted'),
  { name: 'familyName', type: 'string', required: true },
  { name: 'givenName', type: 'string', required: true },
  ...text('middleName', 'honorificPrefix', 'honorificSuffix'),
];

const ADDRESS: readonly Attribute[] = [
  ...text('formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country', 'type'),
  { name: 'primary', type: 'boolean' },
];

export const ENTERPRISE_ATTRIBUTES: readonly Attribute[] = [
  ...text('employeeNumber', 'costCenter', 'organization', 'division', 'department'),
  {
    name: 'manager',
    type: 'complex',
    sub: [...text('value'), { name: '$ref', type: 'reference' }],
  },
];

export const USER_ATTRIBUTES: readonly Attribute[] = [
  { name: 'userName', type: 'string', required: true, unique: true, maxLength: 128 },
  { name: 'externalId', type: 'string', unique: true },
  { name: 'name', type: 'complex', required: true, sub: NAME },
  { name: 'displayName', type: 'string', required: true },
  ...text('nickName', 'title', 'userType', 'preferredLanguage', 'locale', 'timezone'),
  { name: 'profileUrl', type: 'reference' },
  { name: 'active', type: 'boolean' },
  {
    name: 'emails',
    type: 'complex',
    unique: true,
    multiValued: true,
    sub: oneValue.map((attribute) =>
      attribute.name === 'primary' || attribute.name === 'value'
        ? { ...attribute, required: true }
        : attribute,
    ),
  },
  { name: 'phoneNumbers', type: 'complex', multiValued: true, sub: oneValue },
  { name: 'addresses', type: 'complex', multiValued: true, sub: ADDRESS },
  { name: 'roles', type: 'complex', multiValued: true, sub: oneValue },
];

/** The user schema with its extension as one attribute, which is how messages hold it. */
export const USER_WITH_EXTENSION: readonly Attribute[] = [
  ...USER_ATTRIBUTES,
  { name: ENTERPRISE_URN, type: 'complex', sub: ENTERPRISE_ATTRIBUTES },
];

export const GROUP_ATTRIBUTES: readonly Attribute[] = [
  { name: 'displayName', type: 'string', required: true, unique: true, maxLength: 1_024 },
  { name: 'externalId', type: 'string', unique: true },
];

/** Attribute names are compared without case (RFC 7643 section 2.1). */
export function attributeNamed(attributes: readonly Attribute[], name: string): Attribute | undefined {
  const wanted = name.toLowerCase();
  return attributes.find((attribute) => attribute.name.toLowerCase() === wanted);
}
