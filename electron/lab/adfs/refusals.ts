import type { LabContext } from '../platform/arrival.ts';
import type { Refusals } from '../platform/guard.ts';
import { errorPage } from './pages.ts';

/** What AD FS shows where a fault of the Lab strikes. */
export function refusals(context: LabContext): Refusals {
  const unavailable = (message: string) =>
    errorPage(context, { code: 'HTTP 503', message, status: 503 as const });
  return {
    throttled: () => unavailable('The server is too busy. Try again later.'),
    failed: () => unavailable('The service is unavailable.'),
  };
}
