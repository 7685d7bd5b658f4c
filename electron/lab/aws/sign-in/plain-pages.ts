import type { Refusals } from '../../platform/guard.ts';

export const SIGN_IN = 'AWS sign-in';
export const PORTAL = 'AWS access portal';
export const CONSOLE = 'AWS console';

/** How pages for people answer a request that a rate limit or fault struck. */
export const FAILURES: Refusals = {
  throttled: () => plain(429, 'Too many requests. Try again in a moment.'),
  failed: () =>
    plain(500, 'It’s not you, it’s us. We couldn’t complete your request right now. Please try again later.'),
};

function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}
