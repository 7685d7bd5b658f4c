import type { Severity } from '../access-rule.ts';
import type { PrincipalDirectory } from '../people-behind.ts';
import { APPLICATION_RULES, type ApplicationRuleId } from './application-rules.ts';
import {
  type AccessApplication,
  type ApplicationsRead,
  entraIssuerOf,
  type ListedApplications,
  type TrustedTokenIssuer,
} from './applications.ts';

/** Something to look at in applications of Identity Center. */
export interface ApplicationFinding {
  readonly id: ApplicationRuleId;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  readonly applicationArn?: string;
  readonly issuerArn?: string;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];
/** Tenants that no token names. */
const NO_TENANT = ['common', 'organizations', 'consumers'];
/** Claims that only tokens of one version have. */
const CLAIMS_OF = { 1: ['unique_name'], 2: ['preferred_username'] } as const;

type Places = Pick<ApplicationFinding, 'applicationArn' | 'issuerArn'>;
type Add = (id: ApplicationRuleId, message: string, places: Places) => void;

/**
 * Looks through applications and issuers. What was not read gives no finding: unknown is never taken for empty.
 *
 * @param listed which lists could be read: an issuer that a list lacks is gone, one that no application names is unused
 * @returns errors, then warnings, then notes, each in the order of APPLICATION_RULES
 */
export function applicationFindings(
  { applications, issuers }: ApplicationsRead,
  directory: PrincipalDirectory,
  listed: ListedApplications,
): ApplicationFinding[] {
  const found: ApplicationFinding[] = [];
  const add: Add = (id, message, places) => {
    const { severity, fix } = APPLICATION_RULES[id];
    found.push({ id, severity, message, fix, ...places });
  };
  const known = new Set(issuers.map(({ arn }) => arn));
  for (const application of applications) {
    assignmentFindings(application, directory, add);
    for (const { arn } of issuersOf(application)) {
      if (listed.issuers && !known.has(arn))
        add('application.issuer-gone', `${application.name} takes tokens of ${arn}, which is not there.`, {
          applicationArn: application.arn,
          issuerArn: arn,
        });
    }
  }
  const used = new Set(applications.flatMap(issuersOf).map(({ arn }) => arn));
  const allGrants = listed.applications && applications.every(({ grants }) => grants !== undefined);
  for (const issuer of issuers) {
    const { arn, name } = issuer;
    if (allGrants && !used.has(arn))
      add('issuer.unused', `No application takes tokens of ${name}.`, { issuerArn: arn });
    issuerFindings(issuer, add);
  }
  const order = Object.keys(APPLICATION_RULES);
  return found.sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      order.indexOf(a.id) - order.indexOf(b.id),
  );
}

function issuersOf({ grants }: AccessApplication): readonly { readonly arn: string }[] {
  return (grants ?? []).flatMap(({ issuers }) => issuers ?? []);
}

function assignmentFindings(
  { arn, name, enabled, assignmentRequired, assignments }: AccessApplication,
  directory: PrincipalDirectory,
  add: Add,
): void {
  const places = { applicationArn: arn };
  if (assignmentRequired === false && enabled)
    add('application.everyone', `Everybody in the directory may use ${name}.`, places);
  if (assignments === undefined) return;
  if (assignments.length === 0 && enabled && assignmentRequired === true)
    add('application.nobody', `Nobody is assigned to ${name}.`, places);
  if (assignments.length > 0 && !enabled)
    add(
      'application.disabled',
      `${name} is disabled, and has ${assignments.length} assignment${assignments.length === 1 ? '' : 's'}.`,
      places,
    );
  for (const { principalType, principalId } of assignments) {
    const principal = directory.principalName(principalType, principalId);
    if (principal === undefined) {
      if (directory.principalsKnown(principalType))
        add(
          'application.deleted-principal',
          `${name} is assigned to a ${principalType.toLowerCase()} that no longer exists (${principalId}).`,
          places,
        );
    } else if (
      principalType === 'GROUP' &&
      directory.membersKnown(principalId) &&
      (directory.members?.get(principalId)?.length ?? 0) === 0
    )
      add('application.empty-group', `${principal} is assigned to ${name} but has no members.`, places);
  }
}

function issuerFindings({ arn, name, issuerUrl, claim }: TrustedTokenIssuer, add: Add): void {
  const places = { issuerArn: arn };
  if (issuerUrl === undefined) return;
  if (issuerUrl.startsWith('http:'))
    add('issuer.plain-http', `The keys of ${name} are fetched from ${issuerUrl}.`, places);
  const entra = entraIssuerOf(issuerUrl);
  if (entra === undefined) return;
  if (NO_TENANT.includes(entra.tenant))
    add('issuer.no-tenant', `${name} is ${issuerUrl}, which no token has as its issuer.`, places);
  const other = entra.version === 1 ? 2 : 1;
  if (CLAIMS_OF[other].some((only) => only === claim))
    add(
      'issuer.claim-version',
      `${name} takes version ${entra.version}.0 tokens of Entra, and ${claim} is in those of version ${other}.0.`,
      places,
    );
  if (claim === 'email') add('issuer.email-claim', `${name} finds people by the email claim.`, places);
}
