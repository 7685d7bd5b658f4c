import { untilAborted } from '../../../shared/core/async/until-aborted.ts';
import { awsEndpoint, partitionOfRegion } from '../../../shared/core/connections/clouds.ts';
import { LAB_WORKSPACE, type Workspace } from '../../../shared/core/connections/workspace.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { entraEndpoints } from '../../../shared/flows/connections/test-identity.ts';
import type { SignInPrompts } from '../../../shared/ports/entra-sign-in.ts';

/** A sign-in that goes on somewhere. */
export interface OpenSignIn {
  /** Resolves once it is over, and how. */
  readonly ended: Promise<'answered' | 'closed' | 'crashed' | 'unreachable'>;
  close(): void;
}

/** Opens a sign-in: the system's browser, or for the Lab a window of its own that trusts the Lab. */
export interface SignInWindow {
  /**
   * @param origins that the sign-in may begin at
   * @returns undefined where what was opened is not this application's, so that its end cannot be seen
   */
  open(url: string, origins: readonly string[], lab: boolean): Promise<OpenSignIn | undefined>;
}

const GIVEN_UP = {
  closed: 'the sign-in window was closed',
  crashed: 'the sign-in window stopped working',
  unreachable: 'the page of the sign-in could not be loaded',
};

/**
 * Runs something that may need a person to sign in. Closing the window of the sign-in gives it up at once; the end of the work
 * closes the window.
 *
 * @throws WorkbenchError ERR_SIGN_IN_DENIED where the window was closed, and what the work throws
 */
export async function withPerson<T>(
  window: SignInWindow,
  workspace: Workspace,
  progress: (progress: unknown) => void,
  signal: AbortSignal,
  work: (prompts: SignInPrompts, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const givenUp = new AbortController();
  const opened: OpenSignIn[] = [];
  const isLab = workspace.id === LAB_WORKSPACE;
  const open = async (url: string): Promise<OpenSignIn | undefined> => {
    const one = await window.open(url, signInOrigins(workspace, url), isLab);
    if (one !== undefined) opened.push(one);
    return one;
  };
  const prompts: SignInPrompts = {
    openBrowser: async (url) => {
      progress({ waitsFor: 'browser', host: new URL(url).host });
      const one = await open(url);
      void one?.ended.then((end) => {
        if (end !== 'answered') givenUp.abort(givenUpBecause(GIVEN_UP[end]));
      });
    },
    showDeviceCode: (code) => {
      progress({ waitsFor: 'device-code', ...code });
      // No browser of this machine trusts the Lab; closing this one gives nothing up, the code may be entered by then.
      if (isLab) void open(code.verificationUri).catch(() => undefined);
    },
  };
  try {
    const until = AbortSignal.any([signal, givenUp.signal]);
    return await untilAborted(work(prompts, until), until);
  } catch (thrown) {
    if (givenUp.signal.aborted && !signal.aborted) throw givenUp.signal.reason;
    throw thrown;
  } finally {
    for (const one of opened) one.close();
  }
}

function givenUpBecause(reason: string): WorkbenchError {
  return new WorkbenchError(
    'ERR_SIGN_IN_DENIED',
    'sign-in',
    { reason },
    { message: 'The sign-in was given up.' },
  );
}

/** The authorities that a workspace's sign-ins begin at: the tenant's, and any Region's access portal. */
function signInOrigins({ entra, aws, ...rest }: Workspace, url: string): readonly string[] {
  const origins: string[] = [];
  if (entra !== undefined) origins.push(new URL(entraEndpoints({ ...rest, entra }).login).origin);
  if (aws?.endpoint !== undefined) return [...origins, new URL(aws.endpoint).origin];
  const region = /^oidc\.([a-z\d-]+)\./.exec(new URL(url).hostname)?.[1];
  if (region !== undefined && partitionOfRegion(region) !== undefined)
    origins.push(new URL(awsEndpoint('sso-oidc', region)).origin);
  return origins;
}
