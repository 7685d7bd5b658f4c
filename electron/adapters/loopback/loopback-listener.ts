import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { BrowserReturn, Redirected, ReturnPoint } from '../../../shared/ports/browser-return.ts';

const MAX_FORM = 64 * 1024;

/**
 * Waits on loopback for the browser to come back from a sign-in (RFC 8252 section 7.3).
 *
 * Only an answer with the expected `state` counts: any page in the browser can send something here, and must neither end nor
 * steal the sign-in.
 */
class LoopbackListener implements ReturnPoint {
  readonly #server: Server;
  readonly #state: string;
  #settle: ((redirected: Redirected) => void) | undefined;

  private constructor(state: string) {
    this.#state = state;
    this.#server = createServer((request, response) => {
      const finish = (parameters: URLSearchParams): void => {
        const taken = this.#take(parameters);
        response.writeHead(taken ? 200 : 400, {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-store',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
          connection: 'close',
        });
        response.end(page(taken, parameters.has('error')));
      };
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (request.method !== 'POST') return finish(url.searchParams);
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > MAX_FORM) request.destroy();
      });
      request.on('end', () => finish(new URLSearchParams(body)));
    });
  }

  /** @param state what the authorization request carries */
  static async open(state: string): Promise<LoopbackListener> {
    const listener = new LoopbackListener(state);
    await new Promise<void>((resolve, reject) => {
      listener.#server.once('error', reject);
      listener.#server.listen(0, '127.0.0.1', resolve);
    });
    return listener;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  wait(seconds: number, signal: AbortSignal): Promise<Redirected> {
    return new Promise((resolve, reject) => {
      const cancelled = (): void => reject(new WorkbenchError('ERR_CANCELLED', 'browser', {}));
      if (signal.aborted) return cancelled();
      const timer = setTimeout(
        () => reject(new WorkbenchError('ERR_SIGN_IN_TIMEOUT', 'browser', { seconds })),
        seconds * 1000,
      );
      signal.addEventListener('abort', cancelled, { once: true });
      this.#settle = (redirected) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancelled);
        resolve(redirected);
      };
    });
  }

  close(): void {
    this.#server.close();
    // The page that says "go back" has been sent by then.
    setTimeout(() => this.#server.closeAllConnections(), 200).unref();
  }

  #take(parameters: URLSearchParams): boolean {
    if (parameters.get('state') !== this.#state || this.#settle === undefined) return false;
    const code = parameters.get('code');
    const error = parameters.get('error');
    if (code === null && error === null) return false;
    const errorDescription = parameters.get('error_description');
    this.#settle({
      ...(code === null ? {} : { code }),
      ...(error === null ? {} : { error }),
      ...(errorDescription === null ? {} : { errorDescription }),
    });
    this.#settle = undefined;
    return true;
  }
}

/** The return point of the desktop and the terminal alike. */
export const loopbackReturn: BrowserReturn = { open: (state) => LoopbackListener.open(state) };

function page(taken: boolean, refused: boolean): string {
  const [title, text] = !taken
    ? [
        'Nothing is waiting for this',
        'The sign-in this belongs to is over. Start it again in Federation Workbench.',
      ]
    : refused
      ? ['The sign-in was refused', 'Federation Workbench shows why. You can close this page.']
      : ['You are signed in', 'Go back to Federation Workbench. You can close this page.'];
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:15vh auto;max-width:32rem;padding:0 1rem;color-scheme:light dark}</style>
<h1>${title}</h1><p>${text}</p></html>`;
}
