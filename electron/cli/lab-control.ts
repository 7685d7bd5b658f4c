import { setTimeout as wait } from 'node:timers/promises';
import {
  type LabRequest,
  labOverviewSchema,
  labPeopleSchema,
  labRequestsSchema,
} from '../../shared/contract/lab-told.ts';
import type { FaultRule } from '../../shared/core/lab/fault-rule.ts';
import { askControl } from '../compose/ask-control.ts';
import { findLab, type LabPlace } from './lab-client.ts';
import { EXIT } from './outcome.ts';
import { painter, printable } from './style.ts';
import type { Terminal } from './terminal.ts';

/** The flags that every command to a running Lab takes. */
export interface ControlFlags extends LabPlace {
  readonly json?: boolean;
}

/** `fedbench lab status`: what the Lab is, where it is, and what goes on in it. */
export async function labStatusCommand(flags: ControlFlags, terminal: Terminal): Promise<number> {
  const lab = await findLab(flags);
  const told = labOverviewSchema.parse(await askControl(lab, 'GET', '', undefined, terminal.signal));
  if (flags.json === true) return printJson(told, terminal);
  const { clock, counts } = told;
  const rows: (readonly [string, string])[] = [
    ['seed', told.seed],
    ['time', `${clock.now}${clock.scale === 1 ? '' : `, ${clock.scale} times as fast`}`],
    ['limits', told.rateLimit === 'off' ? 'off' : `${told.rateLimit} requests a second and AWS service`],
    ['settling', `${told.settle} ms`],
    ['signatures', told.checkSignatures ? 'checked' : 'by their shape'],
    ['faults', told.faults.map(faultText).join(', ') || 'none'],
    ...Object.entries(counts).map(([name, count]) => [name, String(count)] as const),
    ['pending', String(told.pending)],
    ...Object.entries(told.services).map(([name, { loopback }]) => [name, loopback] as const),
    ['proxy', told.connectProxy],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const paint = painter(terminal.colour);
  for (const [name, value] of rows)
    terminal.out(`${paint('dim', name.padEnd(width))}  ${printable(value)}\n`);
  return EXIT.yes;
}

/** `fedbench lab reset`: back to what grew from the seed. */
export async function labResetCommand(flags: ControlFlags, terminal: Terminal): Promise<number> {
  const told = labOverviewSchema.parse(
    await askControl(await findLab(flags), 'POST', '/reset', undefined, terminal.signal),
  );
  if (flags.json === true) return printJson(told, terminal);
  terminal.out(`The Lab is as its seed ${printable(told.seed)} made it.\n`);
  return EXIT.yes;
}

/** `fedbench lab faults`: shows what goes wrong on purpose, or sets it. @param rules undefined to show only */
export async function labFaultsCommand(
  rules: readonly FaultRule[] | undefined,
  flags: ControlFlags,
  terminal: Terminal,
): Promise<number> {
  const lab = await findLab(flags);
  const set = rules === undefined ? ['GET'] : (['PUT', rules] as const);
  const told = await askControl(lab, set[0], '/faults', set[1], terminal.signal);
  if (flags.json === true) return printJson(told, terminal);
  terminal.out(
    `${(told as readonly FaultRule[]).map(faultText).join('\n') || 'Nothing goes wrong on purpose.'}\n`,
  );
  return EXIT.yes;
}

/** `fedbench lab signatures`: tells or sets whether AWS computes signatures. @param check undefined to tell only */
export async function labSignaturesCommand(
  check: boolean | undefined,
  flags: ControlFlags,
  terminal: Terminal,
): Promise<number> {
  const lab = await findLab(flags);
  const set = check === undefined ? ['GET'] : (['PUT', { check }] as const);
  const told = (await askControl(lab, set[0], '/signatures', set[1], terminal.signal)) as {
    readonly check: boolean;
  };
  if (flags.json === true) return printJson(told, terminal);
  terminal.out(
    told.check
      ? 'AWS computes the signature of each request.\n'
      : 'AWS looks at the shape, key, scope and time of signatures only.\n',
  );
  return EXIT.yes;
}

/** `fedbench lab people`: who can sign in, with passwords and the one-time codes of now. */
export async function labPeopleCommand(
  search: string | undefined,
  flags: ControlFlags,
  terminal: Terminal,
): Promise<number> {
  const query = search === undefined ? '' : `?search=${encodeURIComponent(search)}`;
  const told = labPeopleSchema.parse(
    await askControl(await findLab(flags), 'GET', `/people${query}`, undefined, terminal.signal),
  );
  if (flags.json === true) return printJson(told, terminal);
  for (const person of told.people) {
    const facts = [
      person.password === undefined ? 'no password' : `password ${person.password}`,
      ...(person.oneTimeCode === undefined ? [] : [`code ${person.oneTimeCode}`]),
      ...(person.certificate === undefined ? [] : ['has a certificate']),
      `signs in at ${person.signsInAt === 'adfs' ? 'AD FS' : 'Entra'}`,
      ...(person.groups.length === 0 ? [] : [`in ${person.groups.join(', ')}`]),
    ];
    terminal.out(`${printable(person.userName)}\n    ${printable(facts.join('; '))}\n`);
  }
  if (told.total > told.people.length)
    terminal.out(`${told.total - told.people.length} more: name a part of what you look for.\n`);
  return EXIT.yes;
}

export interface RequestFlags extends ControlFlags {
  readonly limit: number;
  readonly service?: string;
  readonly follow?: boolean;
  readonly har?: boolean;
}

const FOLLOW_INTERVAL = 500;

/** `fedbench lab requests`: the latest requests, as text, JSON or a HAR; with `--follow` those that come as well. */
export async function labRequestsCommand(flags: RequestFlags, terminal: Terminal): Promise<number> {
  const lab = await findLab(flags);
  const service = flags.service === undefined ? '' : `&service=${encodeURIComponent(flags.service)}`;
  const ask = async (path: string): Promise<unknown> =>
    askControl(lab, 'GET', `${path}${service}`, undefined, terminal.signal);
  if (flags.har === true) return printJson(await ask(`/requests.har?limit=${flags.limit}`), terminal);
  const told = labRequestsSchema.parse(await ask(`/requests?limit=${flags.limit}`));
  if (flags.json === true) return printJson(told, terminal);
  const show = (requests: readonly LabRequest[]): void => {
    for (const request of requests) terminal.out(`${requestText(request)}\n`);
  };
  show(told.requests);
  let after = told.requests.at(-1)?.id ?? 0;
  while (flags.follow === true && !terminal.signal.aborted) {
    await wait(FOLLOW_INTERVAL, undefined, { signal: terminal.signal }).catch(() => undefined);
    if (terminal.signal.aborted) break;
    const { requests } = labRequestsSchema.parse(await ask(`/requests?after=${after}`));
    show(requests);
    after = requests.at(-1)?.id ?? after;
  }
  return EXIT.yes;
}

function requestText(request: LabRequest): string {
  const { at, status, service, operation, method, path, fault, error, detail } = request;
  const marks = [
    ...(fault === undefined ? [] : [`fault ${fault}`]),
    ...(error === undefined ? [] : [error]),
    ...Object.entries(detail ?? {}).map(([name, value]) => `${name}=${value}`),
  ];
  const line = [at.slice(11, 23), status || 'cut', service, operation || `${method} ${path}`, ...marks];
  return printable(line.join('  '));
}

function faultText({ kind, probability, amount, service, operation, times }: FaultRule): string {
  const how =
    kind === 'latency' ? `${amount ?? 0}ms` : kind === 'slow' ? String(amount ?? 1) : String(probability);
  const where = [service, operation].filter((part) => part !== undefined).join('.');
  return `${kind}=${how}${where === '' ? '' : ` at ${where}`}${times === undefined ? '' : `, ${times} times at most`}`;
}

function printJson(value: unknown, terminal: Terminal): number {
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);
  return EXIT.yes;
}
