import type { accessProgressSchema } from '../../../shared/contract/access-progress.ts';

type Progress = typeof accessProgressSchema._output;

/**
 * What a sign-in waits for, as a job of access tells it: the host in the browser, or the code to enter and where.
 *
 * @param told by withPerson
 */
export function signInProgress(told: unknown): Progress {
  const { waitsFor, host, userCode, verificationUri } = told as Partial<Progress>;
  return {
    phase: 'sign-in',
    done: 0,
    total: 0,
    calls: 0,
    etaSeconds: 0,
    ...(waitsFor === undefined ? {} : { waitsFor }),
    ...(host === undefined ? {} : { host }),
    ...(userCode === undefined ? {} : { userCode }),
    ...(verificationUri === undefined ? {} : { verificationUri }),
  };
}
