import { describe, expect, it } from 'vitest';
import { type OpenSignIn, withPerson } from '../../../electron/main/handlers/sign-in-run.ts';
import { LAB_WORKSPACE, type Workspace } from '../../../shared/core/connections/workspace.ts';
import type { SignInPrompts } from '../../../shared/ports/entra-sign-in.ts';

const LAB: Workspace = {
  id: LAB_WORKSPACE,
  name: 'Lab',
  writable: true,
  entra: {
    cloud: 'public',
    tenant: 't',
    endpoints: { login: 'https://localhost:7443', graph: 'https://localhost:7444' },
  },
  openai: [],
  identities: [],
  network: { proxy: 'none', extraCa: [], timeout: 30 },
};
const { endpoints: _, ...entra } = LAB.entra ?? { cloud: 'public', tenant: 't' };
const REAL: Workspace = { ...LAB, id: 'contoso', entra };

/** A window whose end the test decides. */
function heldWindow(ownWindow = true) {
  let settle: (end: 'answered' | 'closed' | 'crashed') => void = () => undefined;
  const asked: { url: string; origins: readonly string[]; lab: boolean }[] = [];
  let closed = 0;
  const one: OpenSignIn = {
    ended: new Promise((resolve) => {
      settle = resolve;
    }),
    close: () => {
      closed += 1;
      settle('answered');
    },
  };
  return {
    asked,
    end: (how: 'answered' | 'closed' | 'crashed') => settle(how),
    closed: () => closed,
    open: async (url: string, origins: readonly string[], lab: boolean) => {
      asked.push({ url, origins, lab });
      return ownWindow ? one : undefined;
    },
  };
}

const url = 'https://localhost:7443/t/authorize';
const never = new AbortController().signal;

/** Asks a person, and waits until it is stopped. */
const waiting = async (prompts: SignInPrompts, signal: AbortSignal): Promise<string> => {
  await prompts.openBrowser(url);
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
};

describe('a sign-in of the Lab', () => {
  it('is given up at once when its window is closed or crashes', async () => {
    for (const how of ['closed', 'crashed'] as const) {
      const window = heldWindow();
      const run = withPerson(window, LAB, () => undefined, never, waiting);
      await Promise.resolve();
      window.end(how);
      await expect(run).rejects.toMatchObject({ code: 'ERR_SIGN_IN_DENIED' });
    }
  });

  it('closes its window when it is done, fails or is cancelled', async () => {
    const window = heldWindow();
    const done = await withPerson(
      window,
      LAB,
      () => undefined,
      never,
      async (prompts) => {
        await prompts.openBrowser(url);
        return 'done';
      },
    );
    expect([done, window.closed()]).toEqual(['done', 1]);
    const cancelling = heldWindow();
    const controller = new AbortController();
    const run = withPerson(cancelling, LAB, () => undefined, controller.signal, waiting);
    controller.abort(new RangeError('cancelled by the page'));
    await expect(run).rejects.toThrow('cancelled by the page');
    expect(cancelling.closed()).toBe(1);
  });

  it('shows where a code is entered, and gives nothing up when that is closed', async () => {
    const window = heldWindow();
    const told: unknown[] = [];
    const result = await withPerson(
      window,
      LAB,
      (at) => told.push(at),
      never,
      async (prompts) => {
        prompts.showDeviceCode({ userCode: 'ABC', verificationUri: `${url}/device`, expiresIn: 900 });
        window.end('closed');
        await Promise.resolve();
        return 'polled';
      },
    );
    expect(result).toBe('polled');
    expect(window.asked).toEqual([{ url: `${url}/device`, origins: ['https://localhost:7443'], lab: true }]);
    expect(told).toMatchObject([{ waitsFor: 'device-code', userCode: 'ABC' }]);
  });
});

describe('a sign-in of a real tenant', () => {
  it.each([
    ['https://login.microsoftonline.com/t/authorize', ['https://login.microsoftonline.com']],
    [
      'https://oidc.eu-west-1.amazonaws.com/authorize',
      ['https://login.microsoftonline.com', 'https://oidc.eu-west-1.amazonaws.com'],
    ],
    [
      'https://oidc.cn-north-1.amazonaws.com.cn/authorize',
      ['https://login.microsoftonline.com', 'https://oidc.cn-north-1.amazonaws.com.cn'],
    ],
    ['https://oidc.evil.example/authorize', ['https://login.microsoftonline.com']],
  ])('begins at its own authorities: %s', async (address, origins) => {
    const window = heldWindow(false);
    await withPerson(
      window,
      REAL,
      () => undefined,
      never,
      (prompts) => prompts.openBrowser(address),
    );
    expect(window.asked).toEqual([{ url: address, origins, lab: false }]);
  });
});
