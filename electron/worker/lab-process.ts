import { toWireError } from '../../shared/core/errors/workbench-error.ts';
import type { LabSettings } from '../../shared/core/lab/settings.ts';
import type { ServedLab } from '../lab/serve.ts';
import type { LabOrder, LabReport } from './lab-protocol.ts';

/** Milliseconds between two reports of requests. */
const REQUESTS_INTERVAL = 300;

/** The part of a utility process's port that is needed. */
interface LabPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  postMessage(message: LabReport): void;
}

/**
 * Is a Lab: starts it when told to, says what main has to know, ends with it.
 *
 * @param end ends the process
 */
export function serveLabProcess(main: LabPort, end: () => void = () => process.exit(0)): void {
  let served: Promise<ServedLab> | undefined;
  const stop = async (): Promise<void> => {
    await served?.then((lab) => lab.stop()).catch(() => undefined);
    end();
  };
  const start = async (settings: LabSettings): Promise<ServedLab> => {
    // Loaded when it is needed: the inspector's process runs the same script and has no use for it.
    const { startLab } = await import('../compose/lab.ts');
    const lab = await startLab(settings, (sentence) => main.postMessage({ type: 'said', sentence }));
    tellOfRequests(lab, main);
    return lab;
  };
  main.on('message', ({ data }) => {
    const order = data as LabOrder;
    if (order.type === 'stop') void stop();
    if (order.type !== 'start' || served !== undefined) return;
    served = start(order.settings);
    served.then(
      ({ lab, ready }) => main.postMessage({ type: 'started', ready, caPem: lab.ground.tls.caPem }),
      (thrown) => {
        main.postMessage({ type: 'refused', error: toWireError(thrown) });
        end();
      },
    );
  });
}

function tellOfRequests({ lab }: ServedLab, main: LabPort): void {
  let waiting = false;
  lab.ground.log.listen(({ service }) => {
    // What main itself asks on the control routes is no news to it.
    if (service === 'control' || waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      main.postMessage({ type: 'requests' });
    }, REQUESTS_INTERVAL).unref();
  });
}
