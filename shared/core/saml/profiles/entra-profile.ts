import { explainAadsts } from '../aadsts.ts';
import { statusMessage } from '../checks/envelope-checks.ts';
import type { AssertionFacts } from '../facts.ts';
import type { Judgement } from '../judgement.ts';
import { type ProfileInput, valuesOf } from './profile-input.ts';

const GUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const ISSUER = new RegExp(`^https://sts\\.windows\\.net/(${GUID})/$`);
const ONLY_GUID = new RegExp(`^${GUID}$`);
const TENANT_IN = new RegExp(`https://sts\\.windows\\.net/(${GUID})/`);

const IDENTITY = 'http://schemas.microsoft.com/identity/claims/';
const METHODS = 'http://schemas.microsoft.com/claims/authnmethodsreferences';
const MULTIPLE = 'http://schemas.microsoft.com/claims/multipleauthn';
const GROUPS = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups';
const GROUPS_LINK = 'http://schemas.microsoft.com/claims/groups.link';
const MOST_GROUPS = 150;

function checkTenant(judgement: Judgement, facts: AssertionFacts): void {
  const issuer = facts.issuer ?? '';
  const tenant = ISSUER.exec(issuer)?.[1]?.toLowerCase();
  const values = { expected: 'https://sts.windows.net/<tenant id>/', actual: issuer };
  if (tenant === undefined)
    judgement.fail(
      'entra.issuer',
      `The issuer is not an Entra tenant’s.${/login\.microsoftonline\.com/.test(issuer) ? ' That form belongs to JWTs of version 2.0.' : ''}`,
      values,
      facts.element,
    );
  else judgement.pass('entra.issuer', 'The issuer is an Entra tenant.', values);
  const [claimed] = valuesOf(facts, `${IDENTITY}tenantid`);
  if (claimed === undefined)
    judgement.warn('entra.tenant', 'The tenantid claim is missing.', {}, facts.element);
  else if (tenant === undefined)
    judgement.notChecked('entra.tenant', 'The issuer names no tenant that tenantid could be held against.', {
      actual: claimed,
    });
  else if (claimed.toLowerCase() === tenant)
    judgement.pass('entra.tenant', 'Issuer and tenantid name the same tenant.', { actual: claimed });
  else
    judgement.fail(
      'entra.tenant',
      'Issuer and tenantid do not name the same tenant.',
      { expected: tenant, actual: claimed },
      facts.element,
    );
  const [objectId] = valuesOf(facts, `${IDENTITY}objectidentifier`);
  if (objectId !== undefined && ONLY_GUID.test(objectId))
    judgement.pass('entra.object-id', 'The object id is there.', { actual: objectId });
  else
    judgement.warn(
      'entra.object-id',
      objectId === undefined ? 'The objectidentifier claim is missing.' : 'The object id is not a GUID.',
      objectId === undefined ? {} : { actual: objectId },
      facts.element,
    );
}

function checkMethods(judgement: Judgement, facts: AssertionFacts): void {
  const methods = valuesOf(facts, METHODS);
  if (methods.length === 0) {
    judgement.warn(
      'entra.mfa',
      'authnmethodsreferences is missing, so whether multifactor authentication was done cannot be told.',
      {},
      facts.element,
    );
    return;
  }
  const done = methods.includes(MULTIPLE);
  judgement.pass(
    'entra.mfa',
    done
      ? 'Multifactor authentication was done (multipleauthn).'
      : 'Multifactor authentication was not done, or not for this sign-in.',
    { actual: methods.map((method) => method.slice(method.lastIndexOf('/') + 1)).join(', ') },
  );
}

function checkGuest(judgement: Judgement, facts: AssertionFacts): void {
  const [provider] = valuesOf(facts, `${IDENTITY}identityprovider`);
  const home = TENANT_IN.exec(provider ?? '')?.[1]?.toLowerCase();
  const resource = TENANT_IN.exec(facts.issuer ?? '')?.[1]?.toLowerCase();
  const nameId = facts.nameId?.value ?? '';
  const external = /#EXT#/i.test(nameId);
  // An issuer that is no tenant's has its own failure; who is a guest there cannot be told.
  const fromElsewhere =
    provider !== undefined && resource !== undefined && (home === undefined || home !== resource);
  if (!fromElsewhere && !external) {
    judgement.pass('entra.guest', 'The user belongs to this tenant.');
    return;
  }
  judgement.warn(
    'entra.guest',
    external
      ? 'The user is a guest, and NameID is the #EXT# name of this tenant, not the name at home.'
      : 'The user is a guest from elsewhere.',
    { actual: [provider, nameId].filter(Boolean).join(', ') },
    facts.nameId?.element ?? facts.element,
  );
}

function checkGroups(judgement: Judgement, facts: AssertionFacts): void {
  const link = valuesOf(facts, GROUPS_LINK);
  const groups = valuesOf(facts, GROUPS);
  if (link.length > 0)
    judgement.warn(
      'entra.groups',
      `The user is in more than ${MOST_GROUPS} groups: the groups were left out and a link was sent instead.`,
      { actual: link.join(', ') },
      facts.element,
    );
  else if (groups.length > 0)
    judgement.pass('entra.groups', 'The groups are all there.', { actual: String(groups.length) });
}

/** Rules of messages that Entra issues (profile `entra`). */
export function checkEntra({ context, facts, envelope }: ProfileInput): void {
  const { judgement } = context;
  const said = envelope && statusMessage(envelope.element);
  const explained = said === undefined ? undefined : explainAadsts(said);
  if (explained !== undefined)
    judgement.fail(
      'entra.status',
      `Entra answers ${explained.code}${explained.cause === undefined ? '' : `: ${explained.cause}`}.`,
      { actual: explained.code, ...(explained.fix === undefined ? {} : { fix: explained.fix }) },
      envelope?.element,
    );
  else if (envelope !== undefined) judgement.pass('entra.status', 'Entra gives no error code.');
  if (facts === undefined) return;
  checkTenant(judgement, facts);
  checkMethods(judgement, facts);
  checkGuest(judgement, facts);
  checkGroups(judgement, facts);
}
