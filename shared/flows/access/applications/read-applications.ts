import type {
  AccessApplication,
  ApplicationProvider,
  ApplicationsRead,
  ListedApplications,
  TrustedTokenIssuer,
} from '../../../core/access/applications/applications.ts';
import type { UnknownPart } from '../../../core/access/model.ts';
import type { AwsCalls, CallCounts } from '../aws-calls.ts';
import { sentSince } from '../aws-calls.ts';
import type { AccessPorts } from '../ports.ts';
import { type ReadProgress, ReadRun } from '../read/read-run.ts';
import { workPool } from '../work-pool.ts';

const SERVICE = 'sso-admin';
const WIDTH = 8;

export interface ApplicationsReadWhole extends ApplicationsRead {
  readonly listed: ListedApplications;
  readonly unknown: readonly UnknownPart[];
  readonly calls: CallCounts;
  readonly seconds: number;
  /** Epoch milliseconds. */
  readonly readAt: number;
}

/**
 * Reads the applications of an instance with who is assigned to them, and whose tokens they take: one call a hundred applications,
 * two more for each, two more for each that speaks OAuth, and one for each issuer. What is denied is told as unknown.
 *
 * @throws WorkbenchError of what ends everything: no credentials, no way to AWS, ERR_CANCELLED
 */
export async function readApplications(
  { identityCenter: { ssoAdmin }, clock }: Pick<AccessPorts, 'identityCenter' | 'clock'>,
  calls: AwsCalls,
  instanceArn: string,
  signal: AbortSignal,
  progress: (progress: ReadProgress) => void = () => undefined,
): Promise<ApplicationsReadWhole> {
  const run = new ReadRun(calls, signal, progress);
  const begun = clock.now();
  const before = calls.counts;
  const [listed, providers, issuers] = await Promise.all([
    run.orUnknown({ part: 'applications' }, () =>
      run.all(SERVICE, (page) => ssoAdmin.listApplications({ ...page, instanceArn }, signal)),
    ),
    run.orUnknown({ part: 'application-providers' }, () =>
      run.all(SERVICE, (page) => ssoAdmin.listApplicationProviders(page, signal)),
    ),
    run.orUnknown({ part: 'trusted-token-issuers' }, () =>
      run.all(SERVICE, (page) => ssoAdmin.listTrustedTokenIssuers({ ...page, instanceArn }, signal)),
    ),
  ]);
  const saml = samlOf(providers ?? []);
  const total = (listed?.length ?? 0) + (issuers?.length ?? 0);
  let done = 0;
  const applications = new Map<string, AccessApplication>();
  const described = new Map<string, TrustedTokenIssuer>();
  await Promise.all([
    workPool(listed ?? [], WIDTH, async (application) => {
      applications.set(application.arn, await detailed(run, ssoAdmin, application, saml));
      run.report('applications', ++done, total);
    }),
    workPool(issuers ?? [], WIDTH, async (issuer) => {
      const settings = await run.orUnknown({ part: 'trusted-token-issuers', issuerArn: issuer.arn }, () =>
        run.call(SERVICE, () => ssoAdmin.describeTrustedTokenIssuer({ issuerArn: issuer.arn }, signal)),
      );
      described.set(issuer.arn, { ...issuer, ...settings });
      run.report('applications', ++done, total);
    }),
  ]);
  return {
    applications: (listed ?? []).flatMap(({ arn }) => applications.get(arn) ?? []),
    providers: providers ?? [],
    issuers: (issuers ?? []).flatMap(({ arn }) => described.get(arn) ?? []),
    listed: { applications: listed !== undefined, issuers: issuers !== undefined },
    unknown: run.unknown,
    calls: sentSince(before, calls.counts),
    seconds: (clock.now() - begun) / 1000,
    readAt: clock.now(),
  };
}

/** @returns ARNs of providers whose applications have no OAuth settings to ask for */
function samlOf(providers: readonly ApplicationProvider[]): ReadonlySet<string> {
  return new Set(providers.filter(({ protocol }) => protocol === 'SAML').map(({ arn }) => arn));
}

async function detailed(
  run: ReadRun,
  sso: AccessPorts['identityCenter']['ssoAdmin'],
  application: AccessApplication,
  saml: ReadonlySet<string>,
): Promise<AccessApplication> {
  const { arn: applicationArn, providerArn } = application;
  const { signal } = run;
  const of = { applicationArn };
  const settings = { part: 'application-settings', applicationArn } as const;
  const isSaml = saml.has(providerArn);
  const [assignmentRequired, assignments, grants, scopes] = await Promise.all([
    run.orUnknown(settings, () =>
      run.call(SERVICE, () => sso.getApplicationAssignmentConfiguration(of, signal)),
    ),
    run.orUnknown({ part: 'application-assignments', applicationArn }, () =>
      run.all(SERVICE, (page) => sso.listApplicationAssignments({ ...page, ...of }, signal)),
    ),
    isSaml
      ? []
      : run.orUnknown(settings, () =>
          run.all(SERVICE, (page) => sso.listApplicationGrants({ ...page, ...of }, signal)),
        ),
    isSaml
      ? []
      : run.orUnknown(settings, () =>
          run.all(SERVICE, (page) => sso.listApplicationAccessScopes({ ...page, ...of }, signal)),
        ),
  ]);
  return {
    ...application,
    ...(assignmentRequired === undefined ? {} : { assignmentRequired }),
    ...(assignments === undefined ? {} : { assignments }),
    ...(grants === undefined ? {} : { grants }),
    ...(scopes === undefined ? {} : { scopes }),
  };
}
