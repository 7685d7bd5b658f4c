import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import { AwsCalls } from '../../shared/flows/access/aws-calls.ts';
import type { AccessPorts } from '../../shared/flows/access/ports.ts';
import {
  type OrganizationRead,
  type ReadOptions,
  readOrganization,
} from '../../shared/flows/access/read/read-organization.ts';
import type { ReadProgress } from '../../shared/flows/access/read/read-run.ts';
import type { LiveAccess } from '../compose/access-ports.ts';
import { accessConnection } from './access-connection.ts';
import type { SessionFlags } from './access-flags.ts';
import { readLine } from './ask.ts';
import type { Terminal } from './terminal.ts';

/** Milliseconds between two lines of progress. */
const EVERY = 2000;

/** What one run of a command works with: the connection, and calls that are paced and counted together. */
export interface AccessSession {
  readonly live: LiveAccess;
  readonly ports: AccessPorts;
  readonly calls: AwsCalls;
  read(options: ReadOptions): Promise<OrganizationRead>;
}

/**
 * Connects as the workspace says, or as AWS's own environment variables and files do (AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL …).
 *
 * @param effect what the command does
 * @throws WorkbenchError ERR_USAGE for a rate that is none, and as accessConnection
 */
export async function accessSession(
  terminal: Terminal,
  flags: SessionFlags,
  effect: 'read' | 'write',
): Promise<AccessSession> {
  const perSecond = rateOf(flags.rate);
  const canAsk = terminal.stdin.isTTY === true && flags.json !== true;
  const { live, instanceArn } = await accessConnection(flags, effect === 'write', canAsk, terminal);
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
    read: (options) =>
      readOrganization(
        live.ports,
        calls,
        { ...(instanceArn === undefined ? {} : { instanceArn }), ...options },
        terminal.signal,
        { progress: progressNotes(terminal) },
      ),
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
function progressNotes(terminal: Terminal): (progress: ReadProgress) => void {
  let last = Date.now();
  return ({ phase, done, total, calls, etaSeconds }) => {
    const now = Date.now();
    if (now - last < EVERY) return;
    last = now;
    const sent = Object.values(calls).reduce((sum, count) => sum + count, 0);
    terminal.note(`${phase}: ${done} of ${total}, ${sent} calls, ${Math.ceil(etaSeconds)} s to go`);
  };
}
