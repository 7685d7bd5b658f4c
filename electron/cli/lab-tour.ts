import { readFile } from 'node:fs/promises';
import type { LabReady } from '../../shared/contract/lab-ready.ts';
import { labRequestsSchema } from '../../shared/contract/lab-told.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../shared/core/inspector/options.ts';
import { plainReport } from '../../shared/core/inspector/report.ts';
import { DEFAULT_LAB } from '../../shared/core/lab/settings.ts';
import { inspect } from '../../shared/flows/inspector/inspect.ts';
import { askControl } from '../compose/ask-control.ts';
import { nodeInspectorPorts } from '../compose/inspector-ports.ts';
import { startLab } from '../compose/lab.ts';
import { findLab, type LabPlace } from './lab-client.ts';
import { askLab, type HttpAnswer } from './lab-http.ts';
import { EXIT } from './outcome.ts';
import { reportText } from './report-text.ts';
import { signedHeaders } from './sign-aws.ts';
import { painter, printable } from './style.ts';
import type { Terminal } from './terminal.ts';

/** What a stop of the tour can use, and how it tells what it saw. */
interface Tour {
  readonly lab: LabReady;
  readonly ca: string;
  readonly terminal: Terminal;
  say(line: string): void;
}

/** One stop: what it shows, and the doing of it. @returns false where the Lab did not do what it should */
type Stop = readonly [title: string, visit: (tour: Tour) => Promise<boolean>];

const STOPS: readonly Stop[] = [
  ['Who is there', people],
  ['An application gets a token from Entra, and the Inspector judges it', applicationToken],
  ['The SCIM endpoint lists who was provisioned', scimUsers],
  ['IAM Identity Center lists its permission sets', permissionSets],
  ['What the Lab saw of it', requests],
];

/**
 * `fedbench lab tour`: a walk through a Lab, with what each stop answered. Without `--lab` and FEDBENCH_LAB it starts a Lab of
 * its own on free ports, and ends it.
 *
 * @returns 1 where a stop was not what it should be, else 0
 */
export async function labTourCommand(flags: LabPlace, terminal: Terminal): Promise<number> {
  if (flags.lab !== undefined || (process.env.FEDBENCH_LAB ?? '') !== '')
    return walk(await findLab(flags), terminal);
  const settings = { ...DEFAULT_LAB, httpsPort: 0, httpPort: 0 };
  const served = await startLab(settings, (sentence) => terminal.note(printable(sentence)));
  try {
    return await walk(served.ready, terminal);
  } finally {
    await served.stop();
  }
}

async function walk(lab: LabReady, terminal: Terminal): Promise<number> {
  const paint = painter(terminal.colour);
  const tour: Tour = {
    lab,
    ca: await readFile(lab.caFile, 'utf8'),
    terminal,
    say: (line) => terminal.out(`  ${printable(line)}\n`),
  };
  let good = true;
  for (const [index, [title, visit]] of STOPS.entries()) {
    terminal.signal.throwIfAborted();
    terminal.out(`\n${paint('bold', `${index + 1}. ${title}`)}\n`);
    good = (await visit(tour)) && good;
  }
  terminal.out(
    `\n${good ? 'All of it is as it should be.' : 'Not all of it is as it should be; see above.'}\n`,
  );
  terminal.out('Start a Lab that stays: fedbench lab serve --ready-file lab.json\n');
  return good ? EXIT.yes : EXIT.no;
}

async function people({ lab, say }: Tour): Promise<boolean> {
  const { endpoints } = lab;
  say(`Entra at ${endpoints.entra}, Graph at ${endpoints.graph}, AD FS at ${endpoints.adfs}`);
  say(`AWS at ${endpoints.aws}, everything by its real name through ${endpoints.connectProxy}`);
  for (const { userName, groups } of lab.people.slice(0, 8))
    say(`${userName}${groups.length === 0 ? '' : `, in ${groups.join(', ')}`}`);
  return lab.people.length > 0;
}

async function applicationToken(tour: Tour): Promise<boolean> {
  const { lab, say, terminal } = tour;
  const app = lab.apps.find(({ clientSecret }) => clientSecret !== undefined);
  const tenant = lab.tenants[0]?.id ?? '';
  if (app === undefined) return missing(say, 'an application with a secret');
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: app.clientId,
    client_secret: app.clientSecret ?? '',
    scope: `${app.clientId}/.default`,
  });
  const answer = await ask(tour, `${lab.endpoints.entra}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
  const token = member(answer, 'access_token');
  if (typeof token !== 'string') return refused(say, 'Entra', answer);
  say(`${app.name} got a token of ${token.length} characters.`);
  const keys = await ask(tour, `${lab.endpoints.entra}/${tenant}/discovery/v2.0/keys`);
  if (keys.status !== 200) return refused(say, 'The key set', keys);
  const options = {
    ...DEFAULT_INSPECT_OPTIONS,
    trust: [{ kind: 'jwks' as const, text: keys.text, name: 'the key set of Entra' }],
    expect: { audience: app.clientId },
  };
  const { messages } = await inspect(nodeInspectorPorts, token, options, terminal.signal);
  terminal.out(`${reportText(messages.map(plainReport), terminal)}\n`);
  return messages.length === 1 && messages[0]?.verdict === 'valid';
}

async function scimUsers(tour: Tour): Promise<boolean> {
  const { lab, say } = tour;
  if (lab.scim === undefined) return missing(say, 'a SCIM endpoint');
  const answer = await ask(tour, `${lab.scim.baseAddress}Users?count=50`, {
    headers: { authorization: `Bearer ${lab.scim.token}` },
  });
  const users = member(answer, 'Resources');
  if (!Array.isArray(users)) return refused(say, 'SCIM', answer);
  for (const user of users.slice(0, 8) as { userName?: string; externalId?: string }[])
    say(`${user.userName}, in Entra ${user.externalId}`);
  say(`${member(answer, 'totalResults')} people in all.`);
  return users.length > 0;
}

async function permissionSets(tour: Tour): Promise<boolean> {
  const { lab, say } = tour;
  const { instanceArn } = lab.aws;
  const answer = await ssoAdmin(tour, 'ListPermissionSets', { InstanceArn: instanceArn });
  const arns = member(answer, 'PermissionSets');
  if (!Array.isArray(arns)) return refused(say, 'sso-admin', answer);
  for (const arn of arns.slice(0, 8) as string[]) {
    const one = await ssoAdmin(tour, 'DescribePermissionSet', {
      InstanceArn: instanceArn,
      PermissionSetArn: arn,
    });
    const { Name, SessionDuration } = (member(one, 'PermissionSet') ?? {}) as Record<string, unknown>;
    say(`${Name}, sessions of ${SessionDuration}`);
  }
  return arns.length > 0;
}

function ssoAdmin(tour: Tour, operation: string, input: object): Promise<HttpAnswer> {
  const { aws, endpoints } = tour.lab;
  const call = {
    url: endpoints.ssoAdmin ?? endpoints.aws ?? '',
    service: 'sso',
    region: aws.region,
    target: `SWBExternalService.${operation}`,
    body: JSON.stringify(input),
  };
  return ask(tour, call.url, {
    method: 'POST',
    headers: signedHeaders(call, aws, Date.now()),
    body: call.body,
  });
}

async function requests({ lab, say, terminal }: Tour): Promise<boolean> {
  const told = labRequestsSchema.parse(
    await askControl(lab, 'GET', '/requests?limit=20', undefined, terminal.signal),
  );
  for (const { status, service, operation, method, path } of told.requests)
    say(`${status}  ${service}  ${operation === '' ? `${method} ${path}` : operation}`);
  return told.requests.length > 0;
}

function ask(
  { ca, terminal }: Tour,
  url: string,
  sent: Parameters<typeof askLab>[2] = {},
): Promise<HttpAnswer> {
  return askLab(url, ca, { ...sent, signal: terminal.signal });
}

/** @returns undefined as well where the answer is no JSON object */
function member(answer: HttpAnswer, name: string): unknown {
  try {
    const value: unknown = JSON.parse(answer.text);
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Record<string, unknown>)[name]
      : undefined;
  } catch {
    return undefined;
  }
}

function refused(say: Tour['say'], who: string, answer: HttpAnswer): false {
  say(
    answer.status === 404
      ? `${who} answered 404: this Lab does not have it.`
      : `${who} answered ${answer.status}: ${answer.text.slice(0, 300)}`,
  );
  return false;
}

function missing(say: Tour['say'], what: string): false {
  say(`This Lab does not have ${what}.`);
  return false;
}
