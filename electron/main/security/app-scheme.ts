import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { APP_HOST, APP_ORIGIN, APP_SCHEME } from './app-origin.ts';
import { contentSecurityPolicy } from './csp.ts';

/** Stands in built pages for the nonce of the load. */
const NONCE_MARK = /__CSP_NONCE__/g;

/**
 * A path of the built pages: segments of plain characters, none of which begins with a dot. Anything else, `..`, `%2e`, `\`,
 * NUL and whatever is thought of next included, is not a path at all.
 */
const PATH = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** What `protocol.registerSchemesAsPrivileged` gets: an origin of its own, never exempt from the policy. */
export const APP_SCHEME_PRIVILEGES = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, codeCache: true },
} as const;

export interface SchemeParts {
  /** The folder of the built pages. */
  readonly root: string;
  /** @returns base64 of 16 fresh random bytes */
  readonly newNonce: () => string;
  /** Pages that are made instead of read, by path. */
  readonly madePages: Readonly<Record<string, string>>;
}

/**
 * Answers a request of the product's own scheme with a file of the built pages.
 *
 * @returns 405 for another method than GET, 403 for another host, 400 for what is not a path, 404 for what is not there
 */
export async function answerAppRequest(
  parts: SchemeParts,
  request: { readonly method: string; readonly url: string },
): Promise<Response> {
  if (request.method !== 'GET') return refusal(405);
  if (!request.url.startsWith(`${APP_SCHEME}:`)) return refusal(403);
  const rest = request.url.slice(APP_ORIGIN.length);
  if (!request.url.startsWith(`${APP_SCHEME}://${APP_HOST}`) || !/^(?:[/?#]|$)/.test(rest))
    return refusal(403);
  const path = rest.replace(/#.*$/s, '');
  if (!PATH.test(path)) return refusal(400);
  const type = TYPES[extname(path)];
  if (type === undefined) return refusal(404);
  const made = Object.hasOwn(parts.madePages, path) ? parts.madePages[path] : undefined;
  const content = made === undefined ? await readBelow(parts.root, path) : Buffer.from(made);
  if (content === undefined) return refusal(404);
  const nonce = parts.newNonce();
  const body = extname(path) === '.html' ? content.toString('utf8').replace(NONCE_MARK, nonce) : content;
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    status: 200,
    headers: { ...commonHeaders(nonce), 'content-type': type },
  });
}

function commonHeaders(nonce: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  };
}

function refusal(status: number): Response {
  return new Response(null, {
    status,
    headers: { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' },
  });
}

/** Reads a file unless a symbolic link leads out of the folder. */
async function readBelow(root: string, path: string): Promise<Buffer | undefined> {
  try {
    const folder = await realpath(root);
    const file = await realpath(join(folder, ...path.slice(1).split('/')));
    return file.startsWith(folder + sep) ? await readFile(file) : undefined;
  } catch {
    return undefined;
  }
}
