import type { ChannelOutput } from '../../../shared/contract/whole.ts';
import type { AccessIndex } from '../../../shared/core/access/access-index.ts';
import {
  APPLICATION_COLUMNS,
  applicationRows,
} from '../../../shared/core/access/applications/application-table.ts';
import type { AccessApplication } from '../../../shared/core/access/applications/applications.ts';
import { findApplications } from '../../../shared/core/access/applications/find-applications.ts';
import {
  type ToldApplications,
  toldApplications,
} from '../../../shared/core/access/applications/told-applications.ts';
import { whoUsesApplications } from '../../../shared/core/access/applications/who-uses-applications.ts';
import { csvOf } from '../../../shared/core/access/export/csv.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import {
  type ApplicationsReadWhole,
  readApplications,
} from '../../../shared/flows/access/applications/read-applications.ts';
import type { DeskContext } from './access-desk.ts';
import type { AccessJobs } from './access-jobs.ts';
import type { SessionFacts } from './access-sessions.ts';
import { unknownByReason } from './unknown-by-reason.ts';

/** Applications of one answer, and ways in of one. */
const MOST = 1000;
const MOST_PATHS = 500;

/** Applications and trusted token issuers of the organization that was read, whose directory tells who is behind them. */
export class ApplicationDesk {
  readonly #jobs: AccessJobs;
  #held: { readonly key: string; readonly read: ApplicationsReadWhole } | undefined;

  #told:
    | { readonly read: ApplicationsReadWhole; readonly index: AccessIndex; readonly told: ToldApplications }
    | undefined;

  constructor(jobs: AccessJobs) {
    this.#jobs = jobs;
  }

  /** Reads them where they were not since the organization was, or when told to. */
  async read(
    { facts, again }: { readonly facts: SessionFacts; readonly again: boolean },
    { signal, progress }: DeskContext,
  ): Promise<ChannelOutput<'access.readApplications'>> {
    const { ports, calls } = this.#jobs.sessions.of(facts);
    const { snapshot } = this.#jobs.shown();
    const key = `${facts.id} ${snapshot.instance.arn}`;
    const known = this.#held?.key === key && this.#held.read.readAt >= snapshot.readAt;
    if (again || !known) {
      const before = calls.counts['sso-admin'];
      const read = await readApplications(ports, calls, snapshot.instance.arn, signal, (told) =>
        progress({ ...told, calls: told.calls['sso-admin'] - before }),
      );
      this.#held = { key, read };
    }
    const read = this.#read();
    const { issuers, findings } = this.#toldOf(read);
    return {
      applications: read.applications.length,
      issuers,
      findings: findings.slice(0, MOST),
      unknown: unknownByReason(read.unknown),
      readAt: new Date(read.readAt).toISOString(),
      calls: read.calls['sso-admin'],
      seconds: read.seconds,
    };
  }

  list({ text }: { readonly text: string }): ChannelOutput<'access.applications'> {
    const { index } = this.#jobs.shown();
    const read = this.#read();
    const found = new Set(findApplications(read.applications, index, text).map(({ arn }) => arn));
    const told = this.#toldOf(read).applications.filter(({ arn }) => found.has(arn));
    return { total: told.length, applications: told.slice(0, MOST) };
  }

  users({
    applicationArn,
    text,
  }: {
    readonly applicationArn: string;
    readonly text: string;
  }): ChannelOutput<'access.applicationUsers'> {
    const application = this.#read().applications.find(({ arn }) => arn === applicationArn);
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const paths = this.#paths(application === undefined ? [] : [application]).filter(
      ({ principal, user }) => {
        const name = `${user ?? ''} ${principal ?? ''}`.toLowerCase();
        return words.every((word) => name.includes(word));
      },
    );
    return { total: paths.length, access: paths.slice(0, MOST_PATHS) };
  }

  /** @returns who may use which application, as CSV */
  csv(): string {
    const { applications, providers } = this.#read();
    return csvOf(APPLICATION_COLUMNS, applicationRows(applications, providers, this.#paths(applications)));
  }

  /** Made once for what is held: who is counted behind each application is the same for every search. */
  #toldOf(read: ApplicationsReadWhole): ToldApplications {
    const { index } = this.#jobs.shown();
    if (this.#told?.read !== read || this.#told.index !== index)
      this.#told = { read, index, told: toldApplications(read, index, read.listed) };
    return this.#told.told;
  }

  #paths(applications: readonly AccessApplication[]) {
    return whoUsesApplications(applications, this.#jobs.shown().index);
  }

  #read(): ApplicationsReadWhole {
    // What was read of another organization is of no use for this one.
    const { snapshot } = this.#jobs.shown();
    if (this.#held?.key.endsWith(` ${snapshot.instance.arn}`) === true) return this.#held.read;
    throw new WorkbenchError(
      'ERR_USAGE',
      'access',
      {},
      { message: 'Applications were not read yet.', hint: 'Read them first.' },
    );
  }
}
