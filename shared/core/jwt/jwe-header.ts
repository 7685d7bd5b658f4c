import type { JoseHeader, JweFailure } from './jwe-outcome.ts';

/** Members of RFC 7516 and 7518 that `crit` must not name, for they are no extensions (RFC 7515 section 4.1.11). */
const REGISTERED = new Set(
  'alg enc zip jku jwk kid x5u x5c x5t x5t#S256 typ cty crit epk apu apv iv tag p2s p2c'.split(' '),
);

/**
 * Joins the headers of one recipient; their names must be disjoint (RFC 7516 section 7.2.1), and `zip` and `crit` be
 * protected (sections 4.1.3 and 4.1.13). No extension is known here, so any well-formed `crit` is refused too.
 *
 * @returns the joined header, with no prototype so that a member cannot shadow anything
 */
export function joinHeaders(
  protectedHeader: JoseHeader,
  shared: JoseHeader | undefined,
  own: JoseHeader | undefined,
): { readonly ok: true; readonly header: JoseHeader } | JweFailure {
  const header: Record<string, unknown> = Object.create(null);
  for (const source of [protectedHeader, shared ?? {}, own ?? {}]) {
    for (const [name, value] of Object.entries(source)) {
      if (name in header) return { ok: false, reason: 'header-duplicate', member: name };
      if (source !== protectedHeader && (name === 'zip' || name === 'crit')) {
        return { ok: false, reason: 'header-unprotected', member: name };
      }
      header[name] = value;
    }
  }
  if ('crit' in header) return { ok: false, reason: 'crit-unknown', ...critical(header.crit), header };
  if ('zip' in header && header.zip !== 'DEF') {
    const value = typeof header.zip === 'string' ? { value: header.zip } : {};
    return { ok: false, reason: 'zip-unsupported', member: 'zip', ...value, header };
  }
  return { ok: true, header };
}

function critical(crit: unknown): { readonly member: string } {
  const names: readonly unknown[] = Array.isArray(crit) ? crit : [];
  const unknown = names.find((name) => typeof name === 'string' && !REGISTERED.has(name));
  return { member: typeof unknown === 'string' ? unknown : 'crit' };
}
