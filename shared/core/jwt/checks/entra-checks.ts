import { memberOf, stringOf } from '../../json/node.ts';
import { type Claims, valuesOf } from '../claims.ts';
import { entraIssuer, isGraph, isGuid } from '../entra-hints.ts';
import type { Judgement } from '../judgement.ts';

const PERSONAL = '9188040d-6c67-4c5b-b112-36a304b66dad';
const MFA_METHODS = ['mfa', 'ngcmfa'];

const actualOf = (value: string | undefined): { actual?: string } =>
  value === undefined ? {} : { actual: value };

/** The profile `entra`: what Microsoft Entra ID writes into its tokens. */
export function checkEntra(judgement: Judgement, claims: Claims): void {
  checkIssuerForm(judgement, claims);
  checkTenant(judgement, claims);
  checkAudienceForm(judgement, claims);
  checkObjectId(judgement, claims);
  checkIdentityType(judgement, claims);
  checkPermission(judgement, claims);
  checkMfa(judgement, claims);
  checkGuest(judgement, claims);
  checkGroups(judgement, claims);
}

function checkIssuerForm(judgement: Judgement, { root, issuer }: Claims): void {
  const version = stringOf(root, 'ver');
  const known = entraIssuer(issuer);
  if (known === undefined) {
    judgement.fail('entra.issuer', 'The issuer is not a tenant of Entra.', {
      expected: 'https://login.microsoftonline.com/<tenant id>/v2.0 or https://sts.windows.net/<tenant id>/',
      ...actualOf(issuer),
    });
    return;
  }
  if (version === undefined)
    judgement.warn('entra.issuer', 'The token does not say its version ("ver").', {
      expected: known.version,
    });
  else if (version !== known.version)
    judgement.fail(
      'entra.issuer',
      `The issuer has the form of version ${known.version}, the token says ${version}.`,
      {
        expected: known.version,
        actual: version,
      },
    );
  else judgement.pass('entra.issuer', `The issuer has the form of version ${version}.`, actualOf(issuer));
}

function checkTenant(judgement: Judgement, { root, issuer }: Claims): void {
  const tenant = stringOf(root, 'tid');
  const ofIssuer = entraIssuer(issuer)?.tenant;
  if (tenant === undefined) judgement.fail('entra.tenant', 'The token names no tenant ("tid").');
  else if (!isGuid(tenant))
    judgement.fail('entra.tenant', '"tid" is not a tenant id.', { expected: 'a GUID', actual: tenant });
  else if (ofIssuer !== undefined && tenant.toLowerCase() !== ofIssuer)
    judgement.fail('entra.tenant', '"tid" and the issuer name different tenants.', {
      expected: ofIssuer,
      actual: tenant,
    });
  else if (tenant.toLowerCase() === PERSONAL)
    judgement.warn(
      'entra.tenant',
      'The user has a personal Microsoft account, which belongs to no organization.',
      {
        actual: tenant,
        fix: 'Accept personal accounts only where anybody at all may sign in.',
      },
    );
  else judgement.pass('entra.tenant', '"tid" is the tenant of the issuer.', { actual: tenant });
}

function checkAudienceForm(judgement: Judgement, { root, audiences }: Claims): void {
  const audience = audiences[0];
  const version = stringOf(root, 'ver');
  if (audience === undefined) judgement.fail('entra.audience', 'The token names no audience.');
  else if (isGraph(audience))
    judgement.warn(
      'entra.audience',
      'The token is for Microsoft Graph: no other API may accept or check it.',
      {
        actual: audience,
        fix: 'Ask for a token with a scope of your own API.',
      },
    );
  else if (version === '2.0' && !isGuid(audience))
    judgement.warn(
      'entra.audience',
      'A version 2.0 token names its API by client id; this audience is none.',
      {
        expected: 'a GUID',
        actual: audience,
      },
    );
  else
    judgement.pass('entra.audience', `The audience has the form of version ${version ?? '1.0'}.`, {
      actual: audience,
    });
}

function checkObjectId(judgement: Judgement, { root }: Claims): void {
  const id = stringOf(root, 'oid');
  if (id === undefined)
    judgement.warn(
      'entra.object-id',
      'The token has no object id ("oid"); an ID token gets it with the scope profile.',
      {
        fix: 'Ask for the scope profile, and key users by tid and oid together.',
      },
    );
  else if (!isGuid(id))
    judgement.fail('entra.object-id', '"oid" is not an object id.', { expected: 'a GUID', actual: id });
  else
    judgement.pass('entra.object-id', 'The token names its user or service principal by object id.', {
      actual: id,
    });
}

/** @returns `app`, `user`, or undefined where the token does not tell. */
function identityType({ root, subject }: Claims): 'app' | 'user' | undefined {
  const type = stringOf(root, 'idtyp');
  if (type === 'app' || type === 'user') return type;
  if (memberOf(root, 'scp') !== undefined) return 'user';
  const names = ['name', 'preferred_username', 'upn', 'unique_name'];
  if (names.some((name) => memberOf(root, name) !== undefined)) return 'user';
  const isOwn = subject !== undefined && subject === stringOf(root, 'oid');
  return isOwn ? 'app' : undefined;
}

function checkIdentityType(judgement: Judgement, claims: Claims): void {
  const stated = stringOf(claims.root, 'idtyp');
  const type = identityType(claims);
  const noun = type === 'app' ? 'an application without a user' : 'a user';
  if (stated === 'app' && memberOf(claims.root, 'scp') !== undefined)
    judgement.warn(
      'entra.app-only',
      '"idtyp" says that there is no user, yet the token has delegated permissions.',
      {
        actual: 'idtyp app, scp present',
      },
    );
  else if (stated !== undefined)
    judgement.pass('entra.app-only', `The token is for ${noun}.`, { actual: `idtyp ${stated}` });
  else if (type === undefined)
    judgement.warn(
      'entra.app-only',
      'The token does not tell whether there is a user: it has neither idtyp nor scp.',
    );
  else judgement.pass('entra.app-only', `The token seems to be for ${noun}: it has no "idtyp" to be sure.`);
}

function checkPermission(judgement: Judgement, claims: Claims): void {
  const scopes = stringOf(claims.root, 'scp');
  const roles = valuesOf(memberOf(claims.root, 'roles'));
  const isIdToken =
    memberOf(claims.root, 'nonce') !== undefined || memberOf(claims.root, 'at_hash') !== undefined;
  if (scopes !== undefined && scopes.trim() !== '')
    judgement.pass('entra.permission', 'The token carries delegated permissions.', { actual: scopes });
  else if (roles.length > 0)
    judgement.pass('entra.permission', 'The token carries roles.', { actual: roles.join(', ') });
  else if (isIdToken)
    judgement.notChecked(
      'entra.permission',
      'This is an ID token: it signs a user in, and must not be sent to an API.',
    );
  else
    judgement.warn(
      'entra.permission',
      'The token carries neither scp nor roles: an API that only checks the signature lets any client of the tenant in.',
    );
}

function checkMfa(judgement: Judgement, claims: Claims): void {
  const methods = valuesOf(memberOf(claims.root, 'amr'));
  const contexts = valuesOf(memberOf(claims.root, 'acrs'));
  const actual = methods.join(', ');
  if (identityType(claims) === 'app')
    judgement.notChecked('entra.mfa', 'There is no user, so there was no multifactor authentication.');
  else if (methods.some((method) => MFA_METHODS.includes(method)))
    judgement.pass('entra.mfa', 'The user signed in with multifactor authentication.', { actual });
  else if (contexts.length > 0)
    judgement.pass('entra.mfa', 'The user met authentication contexts of Conditional Access.', {
      actual: contexts.join(', '),
    });
  else if (methods.includes('fed') || methods.includes('wiaormfa'))
    judgement.warn(
      'entra.mfa',
      'The user signed in at another identity provider, which did not say whether with multifactor authentication.',
      {
        actual,
        fix: 'Have AD FS send the multipleauthn claim and set federatedIdpMfaBehavior, or trust the home tenant’s MFA in cross-tenant access settings.',
      },
    );
  else if (methods.length > 0)
    judgement.warn('entra.mfa', 'The token names no multifactor authentication.', {
      expected: 'mfa',
      actual,
    });
  else
    judgement.notChecked(
      'entra.mfa',
      'The token has no "amr", which says nothing about multifactor authentication: v2 access tokens leave it out.',
    );
}

function checkGuest(judgement: Judgement, { root, issuer }: Claims): void {
  const account = memberOf(root, 'acct');
  const provider = stringOf(root, 'idp');
  const home = provider === undefined ? undefined : (entraIssuer(provider)?.tenant ?? provider);
  const isForeign = home !== undefined && home !== entraIssuer(issuer)?.tenant;
  const names = ['upn', 'unique_name', 'preferred_username'].map((name) => stringOf(root, name) ?? '');
  const isMarked = names.some((name) => name.includes('#EXT#'));
  const isHomed = /^(?:5::|1:live\.com:)/.test(stringOf(root, 'altsecid') ?? '');
  const stated = account === undefined ? undefined : valuesOf(account)[0];
  if (stated === '1' || (stated === undefined && (isForeign || isMarked || isHomed)))
    judgement.warn('entra.guest', `The user is a guest${home === undefined ? '' : ` from ${home}`}.`, {
      actual: [stated === undefined ? '' : `acct ${stated}`, provider === undefined ? '' : `idp ${provider}`]
        .filter(Boolean)
        .join(', '),
    });
  else if (stated === '0')
    judgement.pass('entra.guest', 'The user is a member of the tenant.', { actual: 'acct 0' });
  else judgement.pass('entra.guest', 'Nothing marks the user as a guest.');
}

function checkGroups(judgement: Judgement, { root }: Claims): void {
  const names = memberOf(root, '_claim_names');
  const elsewhere = memberOf(names, 'groups') !== undefined || memberOf(root, 'groups:src1') !== undefined;
  const flagged = valuesOf(memberOf(root, 'hasgroups'))[0] === 'true';
  const groups = valuesOf(memberOf(root, 'groups'));
  if (elsewhere || flagged)
    judgement.warn('entra.groups', 'The user is in more groups than fit: they were left out of the token.', {
      actual: elsewhere ? '_claim_names' : 'hasgroups true',
    });
  else if (groups.length > 0)
    judgement.pass(
      'entra.groups',
      `The token lists ${groups.length} group${groups.length === 1 ? '' : 's'}.`,
    );
  else judgement.pass('entra.groups', 'The token leaves no groups out.');
}
