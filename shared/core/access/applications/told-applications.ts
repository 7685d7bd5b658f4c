import type { AccessIndex } from '../access-index.ts';
import type { PrincipalDirectory } from '../people-behind.ts';
import { type ApplicationFinding, applicationFindings } from './application-findings.ts';
import {
  type AccessApplication,
  type ApplicationAssignment,
  type ApplicationProvider,
  type ApplicationsRead,
  entraIssuerOf,
  isCustomerManaged,
  type ListedApplications,
  type TrustedTokenIssuer,
} from './applications.ts';

interface ToldApplication extends Omit<AccessApplication, 'providerArn' | 'assignments' | 'createdAt'> {
  /** Absent where the account's name is not known. */
  readonly accountName?: string;
  readonly provider: ApplicationProvider;
  readonly managedBy: 'customer' | 'aws';
  /** ISO 8601, in UTC. */
  readonly createdAt?: string;
  readonly assignments?: readonly ToldAssignment[];
  /** Different people who may use it; absent where that is not known. */
  readonly people?: number;
}

interface ToldAssignment extends ApplicationAssignment {
  /** userName or display name; absent where that is not known. */
  readonly principal?: string;
  /** The directory has no such principal (any more). */
  readonly deleted?: true;
  /** Members of a group, where they are known. */
  readonly members?: number;
}

interface ToldIssuer extends TrustedTokenIssuer {
  /** Where the URL is one of Entra's. */
  readonly entra?: { readonly version: 1 | 2; readonly tenant: string };
  /** Names of the applications that take its tokens, with the audiences that those must have. */
  readonly usedBy: readonly { readonly application: string; readonly audiences: readonly string[] }[];
}

export interface ToldApplications {
  readonly applications: readonly ToldApplication[];
  readonly issuers: readonly ToldIssuer[];
  readonly findings: readonly ApplicationFinding[];
}

/**
 * Applications and issuers with the names of everybody, what connects them, and what is odd about them.
 *
 * @param listed which lists could be read
 */
export function toldApplications(
  read: ApplicationsRead,
  directory: PrincipalDirectory & Pick<AccessIndex, 'accounts'>,
  listed: ListedApplications,
): ToldApplications {
  const providers = new Map(read.providers.map((provider) => [provider.arn, provider]));
  return {
    applications: read.applications
      .map((application) => told(application, providers, directory))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    issuers: read.issuers.map((issuer) => toldIssuer(issuer, read.applications)),
    findings: applicationFindings(read, directory, listed),
  };
}

function told(
  { providerArn, assignments, createdAt, ...application }: AccessApplication,
  providers: ReadonlyMap<string, ApplicationProvider>,
  directory: PrincipalDirectory & Pick<AccessIndex, 'accounts'>,
): ToldApplication {
  const accountName = directory.accounts.get(application.accountId)?.name;
  const people = peopleOf(application.assignmentRequired, assignments, directory);
  return {
    ...application,
    ...(accountName === undefined ? {} : { accountName }),
    provider: providers.get(providerArn) ?? { arn: providerArn },
    managedBy: isCustomerManaged(providerArn) ? 'customer' : 'aws',
    ...(createdAt === undefined ? {} : { createdAt: new Date(createdAt).toISOString() }),
    ...(assignments === undefined
      ? {}
      : { assignments: assignments.map((assignment) => toldAssignment(assignment, directory)) }),
    ...(people === undefined ? {} : { people }),
  };
}

function toldAssignment(assignment: ApplicationAssignment, directory: PrincipalDirectory): ToldAssignment {
  const { principalType, principalId } = assignment;
  const principal = directory.principalName(principalType, principalId);
  if (principal === undefined)
    return { ...assignment, ...(directory.principalsKnown(principalType) ? { deleted: true } : {}) };
  if (principalType === 'USER' || !directory.membersKnown(principalId)) return { ...assignment, principal };
  return { ...assignment, principal, members: directory.members?.get(principalId)?.length ?? 0 };
}

function peopleOf(
  assignmentRequired: boolean | undefined,
  assignments: readonly ApplicationAssignment[] | undefined,
  directory: PrincipalDirectory,
): number | undefined {
  if (assignmentRequired === false)
    return directory.principalsKnown('USER') ? directory.users.size : undefined;
  if (assignmentRequired === undefined || assignments === undefined) return undefined;
  const people = new Set<string>();
  for (const { principalType, principalId } of assignments) {
    if (principalType === 'USER') {
      if (directory.users.has(principalId)) people.add(principalId);
      else if (!directory.principalsKnown('USER')) people.add(principalId);
    } else if (!directory.membersKnown(principalId)) return undefined;
    else for (const userId of directory.members?.get(principalId) ?? []) people.add(userId);
  }
  return people.size;
}

function toldIssuer(issuer: TrustedTokenIssuer, applications: readonly AccessApplication[]): ToldIssuer {
  const entra = issuer.issuerUrl === undefined ? undefined : entraIssuerOf(issuer.issuerUrl);
  return {
    ...issuer,
    ...(entra === undefined ? {} : { entra }),
    usedBy: applications.flatMap(({ name, grants }) =>
      (grants ?? []).flatMap(({ issuers = [] }) =>
        issuers
          .filter(({ arn }) => arn === issuer.arn)
          .map(({ audiences }) => ({ application: name, audiences })),
      ),
    ),
  };
}
