import { join, resolve } from 'node:path';

/** The oldest runtimes that the product runs on: Node 20.18 and Chromium 130 of Electron 33, Node 20.19 outside. */
export const targets = { node: 'node20.18', browser: 'chrome130' } as const;

/** The licences of everything bundled lie beside it: most of them ask for that. */
export const licenseFile = { fileName: 'third-party-licenses.md' } as const;

/** Stands in built pages where the scheme handler writes the nonce of this load. */
export const cspNonceMark = '__CSP_NONCE__';

/**
 * @param name one part of the product, such as `main`
 * @returns where it is built to: out/, or the folder that build.mjs swaps in when everything has been built
 */
export function outFolder(name: string): string {
  return join(resolve(process.env.FEDBENCH_BUILD_OUT ?? 'out'), name);
}
