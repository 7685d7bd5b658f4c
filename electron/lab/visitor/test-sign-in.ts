import { readAttribute } from '../../../shared/core/saml/read-assertion.ts';
import { NS } from '../../../shared/core/xml/namespaces.ts';
import { parseXml } from '../../../shared/core/xml/parse.ts';
import { descendants, isNamed } from '../../../shared/core/xml/query.ts';
import { IdentityStore } from '../aws/identity-store.ts';
import { oneTimeCode } from '../entra/sign-in/one-time-code.ts';
import type { LabGround } from '../platform/ground.ts';
import type { View } from './view.ts';
import { Visitor } from './visitor.ts';

/** Somebody of the Lab with what they know and have. */
interface Person {
  readonly userName: string;
  readonly password: string;
  readonly totp?: string;
  readonly certificate?: { readonly certificatePem: string; readonly privateKeyPem: string };
}

/** What became of a sign-in. */
export interface TestSignIn {
  readonly userName: string;
  readonly outcome: 'signed-in' | 'stopped';
  /** Host and path of every address that was asked, in order. */
  readonly hops: readonly string[];
  /** Where it stopped, in the words of the page there. */
  readonly stoppedAt?: { readonly url: string; readonly title: string; readonly text: string };
  readonly role?: { readonly account: string; readonly permissionSet: string };
  /** The attributes for access control that the assertion carried. */
  readonly claims: Readonly<Record<string, string>>;
  /** What AWS's console shows of the role session as `aws:PrincipalTag/<key>`. */
  readonly tags: Readonly<Record<string, string>>;
}

const MOST_PAGES = 14;
const MOST_TEXT = 600;
const TAG = 'aws:PrincipalTag/';
const CLAIM = 'https://aws.amazon.com/SAML/Attributes/AccessControl:';

/**
 * Signs somebody of the Lab in to the access portal and on into the console, over HTTP and by the Lab's own pages as a browser
 * would, and reads there which session tags the role session has.
 *
 * @param wanted.userName user principal name
 * @param wanted.permissionSet one of several roles; by default the first that the portal lists
 * @returns undefined where nobody has this name
 */
export async function testSignIn(
  ground: LabGround,
  wanted: { readonly userName: string; readonly permissionSet?: string },
): Promise<TestSignIn | undefined> {
  const person = personNamed(ground, wanted.userName);
  if (person === undefined) return undefined;
  const { certificate } = person;
  const visitor = new Visitor(
    { ground },
    { script: false, ...(certificate === undefined ? {} : { certificate }) },
  );
  const claims: Record<string, string> = {};
  const portal = ground.addresses.loopback('access-portal');
  const told = (
    more: Omit<TestSignIn, 'userName' | 'hops' | 'claims' | 'tags'> & { tags?: Record<string, string> },
  ) => ({
    userName: person.userName,
    hops: visitor.hops.map(withoutQuery),
    claims,
    tags: {},
    ...more,
  });
  const stopped = ({ url, title, text }: View) =>
    told({
      outcome: 'stopped',
      stoppedAt: { url: withoutQuery(url), title, text: text.slice(0, MOST_TEXT) },
    });
  await visitor.open(`${portal}/start`);
  for (let page = 0; ; page++) {
    const { view } = visitor;
    if (view.url.startsWith(portal) && view.links.some(({ label }) => label === CONSOLE)) break;
    if (page === MOST_PAGES || !(await fillIn(ground, visitor, person, claims))) return stopped(view);
  }
  const { view } = visitor;
  const links = view.links.filter(({ label }) => label === CONSOLE).map(({ href }) => new URL(href));
  const link = links.find(
    ({ searchParams }) =>
      wanted.permissionSet === undefined || searchParams.get('role_name') === wanted.permissionSet,
  );
  if (link === undefined) return stopped(view);
  const console = await visitor.open(link.href);
  const accountId = link.searchParams.get('account_id') ?? '';
  return console.status !== 200
    ? stopped(console)
    : told({
        outcome: 'signed-in',
        role: {
          account: ground.state.aws.organization.accounts.get(accountId)?.name ?? accountId,
          permissionSet: link.searchParams.get('role_name') ?? '',
        },
        tags: Object.fromEntries(
          [...visitor.facts()].flatMap(([name, value]) =>
            name.startsWith(TAG) ? [[name.slice(TAG.length), value]] : [],
          ),
        ),
      });
}

const CONSOLE = 'Management console';

/** Does on a page what the person would. @returns false where there is nothing to do */
async function fillIn(
  ground: LabGround,
  visitor: Visitor,
  person: Person,
  claims: Record<string, string>,
): Promise<boolean> {
  const { view } = visitor;
  const fields = new Map(view.forms.flatMap(({ fields: all }) => all));
  const buttons = view.forms.flatMap(({ buttons: all }) => all.map(({ label }) => label));
  if (view.sendsItself) {
    Object.assign(claims, claimsIn(fields.get('SAMLResponse') ?? ''));
    await visitor.submit();
  } else if (fields.has('loginfmt')) await visitor.submit({ loginfmt: person.userName });
  else if (fields.has('passwd')) await visitor.submit({ passwd: person.password });
  else if (fields.has('Password'))
    await visitor.submit({ UserName: person.userName, Password: person.password });
  else if (fields.has('otc'))
    await visitor.submit({ otc: oneTimeCode(person.totp ?? '', ground.clock.now()) });
  else if (buttons.includes('No')) await visitor.submit({}, 'No');
  else return false;
  return true;
}

/** Attributes for access control in a response of the Lab's own Entra; the verifier judges it where it arrives. */
function claimsIn(response: string): Record<string, string> {
  const read = parseXml(Buffer.from(response, 'base64'));
  const claims: Record<string, string> = {};
  if (!read.ok) return claims;
  for (const element of descendants(read.document.root)) {
    if (!isNamed(element, NS.saml, 'Attribute')) continue;
    const { name, values } = readAttribute(element);
    if (name.startsWith(CLAIM)) claims[name.slice(CLAIM.length)] = values[0] ?? '';
  }
  return claims;
}

function personNamed(ground: LabGround, userName: string): Person | undefined {
  const { adfs, directory, aws } = ground.state;
  const wanted = userName.trim().toLowerCase();
  const account = adfs.accounts.get(wanted);
  const users = [...directory.tenants.values()].flatMap((tenant) => [...tenant.users.values()]);
  const user = users.find(
    ({ userPrincipalName, home }) => home === undefined && userPrincipalName.toLowerCase() === wanted,
  );
  const stored = new IdentityStore(aws.identityStore).userByName(userName.trim());
  if (account === undefined && user === undefined && stored === undefined) return undefined;
  const totp = user?.secret.totp;
  return {
    userName: user?.userPrincipalName ?? account?.userPrincipalName ?? userName.trim(),
    password: account?.password ?? user?.secret.password ?? '',
    ...(totp === undefined ? {} : { totp }),
    ...(account?.certificate === undefined ? {} : { certificate: account.certificate }),
  };
}

/** Queries hold codes and messages, which belong in no report. */
function withoutQuery(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
