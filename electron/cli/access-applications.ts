import { APPLICATION_RULES } from '../../shared/core/access/applications/application-rules.ts';
import {
  APPLICATION_COLUMNS,
  applicationRows,
} from '../../shared/core/access/applications/application-table.ts';
import {
  type ToldApplications,
  toldApplications,
} from '../../shared/core/access/applications/told-applications.ts';
import {
  type ApplicationPath,
  whoUsesApplications,
} from '../../shared/core/access/applications/who-uses-applications.ts';
import { csvOf } from '../../shared/core/access/export/csv.ts';
import { findApplication, findPrincipal } from '../../shared/core/access/find-by-name.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import { readApplications } from '../../shared/flows/access/applications/read-applications.ts';
import { readDirectory } from '../../shared/flows/access/applications/read-directory.ts';
import { sentSince } from '../../shared/flows/access/aws-calls.ts';
import { findInstance } from '../../shared/flows/access/read/instance.ts';
import type { ApplicationFlags } from './access-flags.ts';
import { accessSession, progressNotes } from './access-session.ts';
import { unknownNotes } from './access-text.ts';
import { EXIT } from './outcome.ts';
import { painter, printable } from './style.ts';
import type { Terminal } from './terminal.ts';

/** Ways of one application that are written out; the rest is counted. */
const MOST = 50;

/**
 * `fedbench access applications`: applications of Identity Center, who may use them and why, and whose tokens they take. For
 * reading only.
 *
 * @returns 0
 * @throws WorkbenchError of the catalogue, ERR_ACCESS_UNKNOWN_NAME and ERR_ACCESS_AMBIGUOUS among them
 */
export async function applicationsCommand(flags: ApplicationFlags, terminal: Terminal): Promise<number> {
  if (flags.json === true && flags.csv === true)
    throw new WorkbenchError(
      'ERR_USAGE',
      'command line',
      { option: '--csv' },
      { message: 'Either JSON or CSV: leave --json or --csv out.' },
    );
  const { ports, calls, instanceArn } = await accessSession(terminal, flags, 'read');
  const { signal } = terminal;
  const before = calls.counts;
  const begun = ports.clock.now();
  const progress = progressNotes(terminal);
  const instance = await findInstance(calls, ports.identityCenter.ssoAdmin, signal, instanceArn);
  const reading = readApplications(ports, calls, instance.arn, signal, progress);
  const applications = reading.then((read) => read.applications);
  const [read, directory] = await Promise.all([
    reading,
    readDirectory(ports, calls, instance, applications, signal, progress),
  ]);
  const { index } = directory;
  const unknown = [...read.unknown, ...directory.unknown];
  const only =
    flags.application === undefined ? undefined : findApplication(read.applications, flags.application);
  const who = flags.who === undefined ? undefined : findPrincipal(index, flags.who);
  const told = toldApplications(read, index, read.listed);
  const asked = told.applications.filter(({ arn }) => only === undefined || arn === only);
  const access = whoUsesApplications(
    asked.flatMap(({ arn }) => read.applications.find((one) => one.arn === arn) ?? []),
    index,
    who,
  );
  const reached = new Set(access.map(({ applicationArn }) => applicationArn));
  const shown = who === undefined ? asked : asked.filter(({ arn }) => reached.has(arn));
  const whole = only === undefined && who === undefined;
  const sent = sentSince(before, calls.counts);
  if (flags.json === true) {
    const document = {
      applications: shown,
      issuers: told.issuers,
      access,
      ...(whole ? { findings: told.findings } : {}),
      unknown,
      readAt: new Date(read.readAt).toISOString(),
      calls: sent,
      seconds: (ports.clock.now() - begun) / 1000,
    };
    terminal.out(`${JSON.stringify(document, null, 2)}\n`);
  } else if (flags.csv === true)
    terminal.out(csvOf(APPLICATION_COLUMNS, applicationRows(read.applications, read.providers, access)));
  else {
    const none = whole ? 'There are no applications.' : 'No application fits.';
    terminal.out(
      shown.length > 0
        ? applicationsText(shown, access, terminal)
        : `${read.listed.applications ? none : 'Which applications there are could not be read.'}\n`,
    );
    if (whole) terminal.out(`${issuersText(told, terminal)}${oddText(told, terminal)}`);
  }
  unknownNotes(unknown, terminal);
  return EXIT.yes;
}

const REASONS: Readonly<Record<ApplicationPath['reason'], string>> = {
  direct: 'directly',
  'member-of-group': 'as a member of',
  everyone: 'no assignment is required',
  'group-without-members': 'a group without members',
  'members-unknown': 'a group whose members could not be read',
  'deleted-principal': 'deleted',
  'assignments-unknown': 'who is assigned could not be read',
};

function applicationsText(
  applications: ToldApplications['applications'],
  access: readonly ApplicationPath[],
  terminal: Terminal,
): string {
  const paint = painter(terminal.colour);
  const byArn = new Map<string, ApplicationPath[]>();
  for (const path of access)
    byArn.set(path.applicationArn, [...(byArn.get(path.applicationArn) ?? []), path]);
  const lines: string[] = [];
  for (const { arn, name, provider, accountId, enabled, visible, url } of applications) {
    const state = [
      provider.name ?? provider.arn.slice(provider.arn.indexOf('/') + 1),
      `in ${accountId}`,
      ...(enabled ? [] : ['disabled']),
      ...(visible ? [] : ['not in the access portal']),
      ...(url === undefined ? [] : [url]),
    ];
    lines.push(`${paint('bold', printable(name))}  ${paint('dim', printable(state.join(', ')))}`);
    const paths = byArn.get(arn) ?? [];
    for (const path of paths.slice(0, MOST)) lines.push(`  ${wayText(path, terminal)}`);
    if (paths.length > MOST) lines.push(`  … and ${paths.length - MOST} more; --json lists them all`);
    if (paths.length === 0) lines.push('  nobody');
  }
  return `${lines.join('\n')}\n`;
}

function wayText({ reason, user, principal }: ApplicationPath, terminal: Terminal): string {
  const paint = painter(terminal.colour);
  const who = reason === 'everyone' ? 'everybody' : (user ?? principal ?? 'not known');
  const way = reason === 'member-of-group' ? `${REASONS[reason]} ${principal ?? ''}` : REASONS[reason];
  return `${printable(who)}  ${paint('dim', printable(way))}`;
}

function issuersText({ issuers }: ToldApplications, terminal: Terminal): string {
  const paint = painter(terminal.colour);
  return issuers
    .map(({ name, issuerUrl = 'not known', claim = '?', attribute = '?', usedBy }) => {
      const used = usedBy.map(({ application, audiences }) => `${application} for ${audiences.join(', ')}`);
      return [
        `\ntrusted token issuer ${paint('bold', printable(name))}  ${printable(issuerUrl)}`,
        `  ${paint('dim', printable(`its ${claim} is ${attribute} of a user`))}`,
        `  ${printable(used.length === 0 ? 'used by no application' : `used by ${used.join('; ')}`)}\n`,
      ].join('\n');
    })
    .join('');
}

function oddText({ findings }: ToldApplications, terminal: Terminal): string {
  if (findings.length === 0) return '';
  const paint = painter(terminal.colour);
  const lines = findings.map(({ id, severity, message }) => {
    const tone = severity === 'note' ? 'dim' : severity === 'error' ? 'red' : 'yellow';
    return `${paint(tone, severity)} ${id} ${printable(message)}\n  ${paint('dim', APPLICATION_RULES[id].fix)}`;
  });
  return `\n${lines.join('\n')}\n`;
}
