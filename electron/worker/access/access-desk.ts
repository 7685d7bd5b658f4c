import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { accessProgressSchema } from '../../../shared/contract/access-progress.ts';
import type { Channel, ChannelInput, ChannelOutput } from '../../../shared/contract/whole.ts';
import { exportDesired } from '../../../shared/core/access/desired/export-desired.ts';
import { ACCESS_COLUMNS, accessRows, accessRowsOf } from '../../../shared/core/access/export/access-table.ts';
import { awsConfigFor } from '../../../shared/core/access/export/aws-config.ts';
import { csvOf } from '../../../shared/core/access/export/csv.ts';
import { findingsOf } from '../../../shared/core/access/findings.ts';
import { headroomOf } from '../../../shared/core/access/headroom.ts';
import { readJournal } from '../../../shared/core/access/journal/read-journal.ts';
import { lintPolicy, policySize } from '../../../shared/core/access/policy/lint-policy.ts';
import { QUOTAS } from '../../../shared/core/access/quotas.ts';
import { whatCanReach } from '../../../shared/core/access/reach.ts';
import { judgeSignIn, type SignInFacts } from '../../../shared/core/access/sign-in-verdict.ts';
import { terraformOf } from '../../../shared/core/access/terraform/terraform-export.ts';
import { type AccessQuestion, whoHasAccess } from '../../../shared/core/access/who-has-access.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { importDesired } from '../../../shared/flows/access/import/import-desired.ts';
import type { Crypto } from '../../../shared/ports/crypto.ts';
import { openFileSource } from '../../adapters/files/file-source.ts';
import { writeWholeFile } from '../../adapters/files/write-file.ts';
import type { AccessJobs } from './access-jobs.ts';
import type { ApplicationDesk } from './application-desk.ts';
import type { AttributeDesk } from './attribute-desk.ts';
import type { HeldAccess } from './held-access.ts';
import type { PolicyCatalogue } from './policy-catalogue.ts';
import { setFacts, setList } from './set-facts.ts';

export type WorkProgress = typeof accessProgressSchema._output;

/** What a method knows of the run it belongs to. */
export interface DeskContext {
  readonly signal: AbortSignal;
  progress(progress: WorkProgress): void;
}

/** Rows of one answer that a details panel can show. */
const MOST_ROWS = 500;
/** Findings that are listed. */
const MOST_FINDINGS = 2000;
const JOURNAL = /^[\w.-]+\.journal$/;

type Input<Name extends string> = ChannelInput<Extract<Channel, `access.${Name}`>>;
type Output<Name extends string> = ChannelOutput<Extract<Channel, `access.${Name}`>>;

/** An export as main asks for it: where the user said, and for an `aws-config` the Region of Identity Center. */
export type ExportOrder = Input<'exportTo'> & { readonly path: string; readonly region: string };

/** Everything main can ask of the process that holds an organization's access, by name. */
export function accessDesk(
  jobs: AccessJobs,
  catalogue: PolicyCatalogue,
  attributes: AttributeDesk,
  applications: ApplicationDesk,
  journals: string,
  crypto: Pick<Crypto, 'hash'>,
) {
  return {
    status: async ({ workspaceId }: { readonly workspaceId: string }): Promise<Output<'status'>> => {
      await jobs.restore(workspaceId);
      const read = jobs.held?.shown();
      return { busy: jobs.busy, ...(read === undefined ? {} : { read }) };
    },
    read: jobs.read.bind(jobs),
    refresh: jobs.refresh.bind(jobs),
    readApplications: applications.read.bind(applications),
    applications: applications.list.bind(applications),
    applicationUsers: applications.users.bind(applications),
    attributes: attributes.read.bind(attributes),
    planAttributes: attributes.plan.bind(attributes),
    applyAttributes: attributes.apply.bind(attributes),
    policies: catalogue.search.bind(catalogue),
    policyDocument: catalogue.document.bind(catalogue),
    plan: jobs.plan.bind(jobs),
    apply: ({ key }: { readonly key: string }, context: DeskContext) => jobs.apply(key, context),
    resume: jobs.resume.bind(jobs),
    steer: ({ to }: Input<'steer'>) => {
      jobs.steer(to);
      return {};
    },
    rows: ({ filter, sort, descending, from, count }: Input<'rows'>): Output<'rows'> => {
      const begun = performance.now();
      const held = jobs.shown();
      const selected = held.select(filter, sort, descending);
      const rows = [...selected.subarray(from, from + count)].map((row) => held.grid.row(row));
      return { total: selected.length, rows, milliseconds: performance.now() - begun };
    },
    groups: ({ filter, by, from, count }: Input<'groups'>): Output<'groups'> => {
      const groups = jobs.shown().grid.groups(filter, by);
      return { total: groups.length, groups: groups.slice(from, from + count) };
    },
    matrix: ({ filter, from, count }: Input<'matrix'>): Output<'matrix'> => {
      const { columns, rows } = jobs.shown().matrix(filter);
      return { total: rows.length, columns, rows: rows.slice(from, from + count) };
    },
    facets: ({ filter }: Input<'facets'>): Output<'facets'> => jobs.shown().grid.facets(filter),
    who: (question: Input<'who'>): Output<'who'> => {
      const access = whoHasAccess(jobs.shown().index, question as AccessQuestion);
      return { total: access.length, access: access.slice(0, MOST_ROWS) };
    },
    reach: ({ who }: Input<'reach'>): Output<'reach'> => {
      const roles = whatCanReach(jobs.shown().index, who);
      return { total: roles.length, roles: roles.slice(0, MOST_ROWS) };
    },
    findings: (): Output<'findings'> => {
      const { index } = jobs.shown();
      const findings = findingsOf(index);
      return {
        total: findings.length,
        findings: findings.slice(0, MOST_FINDINGS),
        quotas: headroomOf(index),
      };
    },
    sets: (): Output<'sets'> => setList(jobs.shown().index),
    set: ({ arn }: Input<'set'>): Output<'set'> => setFacts(jobs.shown().index, arn),
    lint: ({ policy }: Input<'lint'>): Output<'lint'> => ({
      findings: lintPolicy(policy),
      size: policySize(policy),
      limit: QUOTAS.inlinePolicyCharacters,
    }),
    desired: (): Output<'desired'> => ({ text: exportDesired(jobs.complete().index) }),
    verdict: (facts: Input<'verdict'>): Output<'verdict'> =>
      judgeSignIn(facts as SignInFacts, jobs.held?.index),
    journals: () => listJournals(journals, crypto),
    journal: ({ name }: { readonly name: string }) => oneJournal(journals, name, crypto),
    importFrom: async ({ path }: { readonly path: string }) => {
      const { spreadsheets } = await import('../../adapters/spreadsheet/read-tables.ts');
      return importDesired(await openFileSource(path), spreadsheets);
    },
    exportTo: async (input: ExportOrder) => {
      const content =
        input.format === 'applications-csv'
          ? applications.csv()
          : await contentOf({ ...input, format: input.format }, jobs.complete());
      await writeWholeFile(input.path, content, true);
      return {};
    },
  };
}

export type AccessDesk = ReturnType<typeof accessDesk>;

async function contentOf(
  {
    format,
    shown,
    who,
    startUrl,
    region,
  }: ExportOrder & {
    readonly format: Exclude<ExportOrder['format'], 'applications-csv'>;
  },
  held: HeldAccess,
): Promise<string | Uint8Array> {
  const { index } = held;
  const rows = () =>
    shown === undefined
      ? accessRows(index)
      : accessRowsOf(index, held.select(shown.filter, shown.sort, shown.descending));
  switch (format) {
    case 'csv':
      return csvOf(ACCESS_COLUMNS, rows());
    case 'xlsx': {
      const { xlsxOf } = await import('../../adapters/spreadsheet/xlsx.ts');
      return xlsxOf('Access', ACCESS_COLUMNS, rows());
    }
    case 'yaml':
      return exportDesired(index);
    case 'terraform':
      return terraformOf(index);
    case 'aws-config':
      return awsConfigFor(index, who ?? '', {
        startUrl: startUrl ?? '',
        ssoRegion: region,
      });
  }
}

async function listJournals(folder: string, crypto: Pick<Crypto, 'hash'>) {
  const names = await readdir(folder).catch(() => []);
  const found = names.filter((name) => JOURNAL.test(name)).sort();
  const journals = await Promise.all(
    found
      .reverse()
      .slice(0, 50)
      .map((name) => oneJournal(folder, name, crypto)),
  );
  return { journals };
}

/** How far one came; one that cannot be read says why. */
async function oneJournal(
  folder: string,
  name: string,
  crypto: Pick<Crypto, 'hash'>,
): Promise<Output<'journals'>['journals'][number]> {
  const nothing = { name, madeAt: '', instanceArn: '', total: 0, applied: 0, failed: 0 };
  try {
    if (!JOURNAL.test(name)) throw new WorkbenchError('ERR_INPUT_NOT_FOUND', 'journal', { path: name });
    const { plan, progress } = readJournal(await readFile(join(folder, name), 'utf8'), crypto);
    const states = [...progress.values()].map(({ state }) => state);
    return {
      ...nothing,
      madeAt: plan.madeAt,
      instanceArn: plan.organization.instanceArn,
      total: plan.changes.length,
      applied: states.filter((state) => state === 'done').length,
      failed: states.filter((state) => state === 'failed').length,
    };
  } catch (thrown) {
    return { ...nothing, problem: thrown instanceof WorkbenchError ? thrown.message : 'It cannot be read.' };
  }
}
