import { type Result, toWireError, WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { nodeCrypto } from '../../adapters/crypto/node-crypto.ts';
import { FileKeptReads } from '../../adapters/files/kept-reads.ts';
import { systemClock } from '../../compose/system-clock.ts';
import { systemRandom } from '../../compose/system-random.ts';
import { accessDesk, type DeskContext } from './access-desk.ts';
import { AccessJobs } from './access-jobs.ts';
import type { AccessOrder, AccessReport } from './access-protocol.ts';
import { AccessSessions } from './access-sessions.ts';
import { ApplicationDesk } from './application-desk.ts';
import { AttributeDesk } from './attribute-desk.ts';
import { PolicyCatalogue } from './policy-catalogue.ts';
import { MainCalls } from './remote-identity-center.ts';

/** The part of a utility process's port that is needed. */
export interface AccessPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  postMessage(message: AccessReport): void;
}

type Method = (input: never, context: DeskContext) => unknown;

/**
 * Holds an organization's access in a process of its own: what is read stays here, and main and the page ask for parts of it.
 *
 * @param journals folder of the journals; it exists
 */
export function serveAccessProcess(main: AccessPort, journals: string): void {
  const calls = new MainCalls((report) => main.postMessage(report));
  const ports = { clock: systemClock, random: systemRandom, crypto: nodeCrypto };
  const kept = new FileKeptReads(journals);
  const jobs = new AccessJobs((askPerson) => new AccessSessions(calls, ports, askPerson), journals, kept);
  const catalogue = new PolicyCatalogue(jobs.sessions);
  const desk: Readonly<Record<string, Method>> = accessDesk(
    jobs,
    catalogue,
    new AttributeDesk(jobs),
    new ApplicationDesk(jobs),
    journals,
    nodeCrypto,
  );
  const running = new Map<number, AbortController>();
  const run = async (id: number, method: string, input: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    const context: DeskContext = {
      signal: controller.signal,
      progress: (progress) => main.postMessage({ type: 'progress', id, progress }),
    };
    const result = await answer(desk[method], input, context);
    running.delete(id);
    main.postMessage({ type: 'told', id, result });
  };
  main.on('message', ({ data }) => {
    const order = data as AccessOrder;
    if (order.type === 'ask') void run(order.id, order.method, order.input);
    if (order.type === 'answer') calls.answer(order.id, order.result);
    if (order.type === 'cancel')
      running.get(order.id)?.abort(new WorkbenchError('ERR_CANCELLED', 'access', {}));
  });
}

async function answer(
  method: Method | undefined,
  input: unknown,
  context: DeskContext,
): Promise<Result<unknown>> {
  try {
    if (method === undefined) throw new TypeError('no such method');
    return { ok: true, value: await method(input as never, context) };
  } catch (thrown) {
    return { ok: false, error: toWireError(thrown) };
  }
}
