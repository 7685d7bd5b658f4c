import { AwsCalls } from '../../../shared/flows/access/aws-calls.ts';
import type { AccessPorts } from '../../../shared/flows/access/ports.ts';
import { type MainCalls, remoteIdentityCenter } from './remote-identity-center.ts';

/** Who asks which organization; `id` is main's name for the way there. */
export interface SessionFacts {
  readonly id: string;
  readonly workspaceId: string;
  readonly identityId: string;
  readonly identityName: string;
  readonly instanceArn?: string;
  /** Calls a second of each service where it is not as AWS answers: a Lab can be told otherwise. */
  readonly perSecond?: number;
}

/** An organization with the one rate that all calls to it share. */
export interface AccessSession extends SessionFacts {
  readonly ports: AccessPorts;
  readonly calls: AwsCalls;
}

/** Credentials that are refused again within these milliseconds are not renewed in silence a second time. */
const FRESH = 30_000;

/** Keeps one session a workspace and identity, so that two reads in a row do not call twice as fast. */
export class AccessSessions {
  readonly #mainCalls: MainCalls;
  readonly #ports: Omit<AccessPorts, 'identityCenter'>;
  readonly #askPerson: (signal: AbortSignal) => Promise<boolean>;
  readonly #sessions = new Map<string, AccessSession>();

  /** @param askPerson waits until the person says to go on (true) or to stop */
  constructor(
    mainCalls: MainCalls,
    ports: Omit<AccessPorts, 'identityCenter'>,
    askPerson: (signal: AbortSignal) => Promise<boolean>,
  ) {
    this.#mainCalls = mainCalls;
    this.#ports = ports;
    this.#askPerson = askPerson;
  }

  of(facts: SessionFacts): AccessSession {
    const known = this.#sessions.get(facts.id);
    if (known !== undefined && known.perSecond === facts.perSecond) return { ...known, ...facts };
    let renewedAt = Number.NEGATIVE_INFINITY;
    const renew = (signal: AbortSignal): Promise<boolean> =>
      this.#mainCalls.call(facts.id, 'credentials', 'renew', undefined, signal).then(
        () => true,
        () => false,
      );
    const ports = { ...this.#ports, identityCenter: remoteIdentityCenter(this.#mainCalls, facts.id) };
    const calls = new AwsCalls(ports, {
      ...(facts.perSecond === undefined ? {} : { perSecond: facts.perSecond }),
      onCredentialsExpired: async (signal) => {
        const now = this.#ports.clock.now();
        const quiet = now - renewedAt > FRESH && (await renew(signal));
        renewedAt = now;
        if (quiet) return true;
        return (await this.#askPerson(signal)) && renew(signal);
      },
    });
    const session = { ...facts, ports, calls };
    this.#sessions.set(facts.id, session);
    return session;
  }
}
