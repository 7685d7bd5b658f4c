import { expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../electron/main/security/csp.ts';

const NONCE = Buffer.alloc(18, 7).toString('base64');

it('allows the product’s own files, styles with the nonce, and nothing else', () => {
  expect(contentSecurityPolicy(NONCE).split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${NONCE}'`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
});

it.each(['', 'short', `${NONCE}'; script-src *`, `${NONCE}\r\nx: y`, '"'.repeat(24)])(
  'refuses %j as a nonce',
  (nonce) => {
    expect(() => contentSecurityPolicy(nonce)).toThrow(TypeError);
  },
);
