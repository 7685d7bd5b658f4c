import { ageText, parseAge } from '../../shared/core/access/kept-read.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import { AwsCalls } from '../../shared/flows/access/aws-calls.ts';
import type { AccessPorts } from '../../shared/flows/access/ports.ts';
import { readOrKept } from '../../shared/flows/access/read/read-or-kept.ts';
import {
  type OrganizationRead,
  type ReadOptions,
  readOrganization,
} from '../../shared/flows/access/read/read-organization.ts';
import type { ReadProgress } from '../../shared/flows/access/read/read-run.ts';
import type { LiveAccess } from '../compose/access-ports.ts';
import { terminalKeptReads } from '../compose/terminal-connections.ts';
import { accessConnection } from './access-connection.ts';
import type { ReadingFlags } from './access-flags.ts';
import { readLine } from './ask.ts';
import type { Terminal } from './terminal.ts';

/** Milliseconds between two lines of progress. */
const EVERY = 2000;

/** What one run of a command works with: the connection, and calls that are paced and counted together. */
export interface AccessSession {
  readonly live: LiveAccess;
  readonly ports: AccessPorts;
  readonly calls: AwsCalls;
  /** The instance that the workspace names. */
  readonly instanceArn: string | undefined;
  /** With `--max-age` what was read before, where that will do. */
  read(options: ReadOptions): Promise<OrganizationRead>;
  /** Forgets what was read of an instance that is about to be changed. */
  forget(instanceArn: string): Promise<void>;
}

/**
 * Connects as the workspace says, or as AWS's own environment variables and files do (AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL …).
 *
 * @param effect what the command does
 * @throws WorkbenchError ERR_USAGE for a rate that is none, and as accessConnection
 */
export async function accessSession(
  terminal: Terminal,
  flags: ReadingFlags,
  effect: 'read' | 'write',
): Promise<AccessSession> {
  const perSecond = rateOf(flags.rate);
  const canAsk = terminal.stdin.isTTY === true && flags.json !== true;
  const maxAge = flags.maxAge === undefined ? undefined : parseAge(flags.maxAge);
  const kept = terminalKeptReads(process.env);
  const { live, instanceArn, owner } = await accessConnection(flags, effect === 'write', canAsk, terminal);
  const calls = new AwsCalls(live.ports, {
    ...(perSecond === undefined ? {} : { perSecond }),
    ...(canAsk
      ? {
          onCredentialsExpired: async () => {
            terminal.note(
              'The AWS credentials have expired. Sign in again (aws sso login), then press Enter; q stops.',
            );
            if ((await readLine(terminal)).trim().toLowerCase() === 'q') return false;
            live.renew();
            return true;
          },
        }
      : {}),
  });
  return {
    live,
    ports: live.ports,
    calls,
    instanceArn,
    read: async (options) => {
      const wanted = { ...(instanceArn === undefined ? {} : { instanceArn }), ...options };
      const events = { progress: progressNotes(terminal) };
      if (maxAge === undefined) return readOrganization(live.ports, calls, wanted, terminal.signal, events);
      const onUnkept = (thrown: unknown): void =>
        terminal.note(`What was read could not be kept: ${thrown instanceof Error ? thrown.message : ''}`);
      const keeping = { kept, maxAge, owner, onUnkept };
      const read = await readOrKept(live.ports, calls, wanted, keeping, terminal.signal, events);
      const age = ageText(live.ports.clock.now() - read.snapshot.readAt);
      if (read.fromKept) terminal.note(`This was read ${age} ago; --max-age 0s reads again.`);
      return read;
    },
    forget: (instance) => kept.forget(instance),
  };
}

function rateOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const rate = Number(text);
  if (rate > 0 && Number.isFinite(rate)) return rate;
  throw new WorkbenchError(
    'ERR_USAGE',
    'command line',
    { option: '--rate' },
    { message: 'The rate is a number of calls a second, above 0.' },
  );
}

/** @returns what writes a line now and then, so that a log stays readable */
export function progressNotes(terminal: Terminal): (progress: ReadProgress) => void {
  let last = Date.now();
  return ({ phase, done, total, calls, etaSeconds }) => {
    const now = Date.now();
    if (now - last < EVERY) return;
    last = now;
    const sent = Object.values(calls).reduce((sum, count) => sum + count, 0);
    terminal.note(`${phase}: ${done} of ${total}, ${sent} calls, ${Math.ceil(etaSeconds)} s to go`);
  };
}
