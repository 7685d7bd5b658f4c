import type { SeededRandom } from './seeded-random.ts';

/** The moment every generated message is made for; judge it with `--at` of this instant. */
export const ISSUED_AT = Date.UTC(2026, 5, 1, 12, 0, 0, 250);

export interface GeneratedAttribute {
  readonly name: string;
  readonly nameFormat?: string;
  readonly friendlyName?: string;
  readonly values: readonly string[];
}

/** What a generated message says, apart from how it is written. */
export interface SamlValues {
  readonly messageId: string;
  readonly assertionId: string;
  readonly issuer: string;
  readonly audience: string;
  readonly recipient: string;
  readonly inResponseTo?: string;
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly attributes: readonly GeneratedAttribute[];
  /** Epoch milliseconds, like the other times. */
  readonly issuedAt: number;
  readonly notBefore: number;
  readonly notOnOrAfter: number;
  readonly authnContext: string;
}

const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';
const MICROSOFT = 'http://schemas.microsoft.com/identity/claims/';
const PASSWORD = 'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password';

const PEOPLE = [
  ['Ada', 'Lovelace'],
  ['Jürgen', 'Müßig'],
  ['Zoë', "O'Neill & Söhne"],
  ['José', 'Núñez <Ops>'],
  ['久美子', '佐藤'],
  ['Олег', 'Иванов'],
  ['Eve "E"', 'Tab\tStop'],
  ['𝒜da', '🦉Owl'],
] as const;

const GROUPS = [
  'AWS-Admins',
  'AWS-ReadOnly',
  'R&D',
  'Vertrieb München',
  'a < b',
  'x > y',
  ']]> end',
  '  padded  ',
  '',
];

/** Attributes as Entra sends them, in its order, with some more the claims mapping may add. */
function entraAttributes(
  random: SeededRandom,
  first: string,
  last: string,
  user: string,
): GeneratedAttribute[] {
  const list: GeneratedAttribute[] = [
    { name: `${MICROSOFT}tenantid`, values: [random.uuid()] },
    { name: `${MICROSOFT}objectidentifier`, values: [random.uuid()] },
    { name: `${MICROSOFT}displayname`, values: [`${first} ${last}`] },
    { name: `${MICROSOFT}identityprovider`, values: [`https://sts.windows.net/${random.uuid()}/`] },
    { name: 'http://schemas.microsoft.com/claims/authnmethodsreferences', values: [PASSWORD] },
    { name: `${CLAIMS}givenname`, values: [first] },
    { name: `${CLAIMS}surname`, values: [last] },
    { name: `${CLAIMS}emailaddress`, values: [user] },
    { name: `${CLAIMS}name`, values: [user] },
  ];
  if (random.chance(0.4))
    list.push({
      name: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
      values: Array.from({ length: 1 + random.below(6) }, () => random.pick(GROUPS)),
    });
  if (random.chance(0.3))
    list.push({ name: 'https://aws.amazon.com/SAML/Attributes/AccessControl:CostCenter', values: ['4711'] });
  return list;
}

function eduPersonAttributes(first: string, last: string, user: string): GeneratedAttribute[] {
  const nameFormat = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';
  return [
    { name: 'urn:oid:0.9.2342.19200300.100.1.3', nameFormat, friendlyName: 'mail', values: [user] },
    { name: 'urn:oid:2.5.4.42', nameFormat, friendlyName: 'givenName', values: [first] },
    { name: 'urn:oid:2.5.4.4', nameFormat, friendlyName: 'sn', values: [last] },
    {
      name: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.1',
      nameFormat,
      friendlyName: 'eduPersonAffiliation',
      values: ['member', 'staff'],
    },
  ];
}

/**
 * Draws one person's message.
 *
 * @param issuedAt epoch milliseconds
 */
export function drawValues(random: SeededRandom, issuedAt: number = ISSUED_AT): SamlValues {
  const [first, last] = random.pick(PEOPLE);
  const user = `user${random.below(100_000)}@example.com`;
  return {
    messageId: `_${random.uuid()}`,
    assertionId: `_${random.uuid()}`,
    issuer: `https://sts.windows.net/${random.uuid()}/`,
    audience: `https://us-east-1.signin.aws.amazon.com/platform/saml/d-${random.hex(10)}`,
    recipient: `https://us-east-1.signin.aws.amazon.com/platform/saml/acs/${random.uuid()}`,
    ...(random.chance(0.5) ? { inResponseTo: `_${random.uuid()}` } : {}),
    nameId: user,
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    attributes: random.chance(0.7)
      ? entraAttributes(random, first, last, user)
      : eduPersonAttributes(first, last, user),
    issuedAt,
    notBefore: issuedAt - 5 * 60_000,
    notOnOrAfter: issuedAt + 65 * 60_000,
    authnContext: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
  };
}
