import type { MessageKind } from '../../inspector/report.ts';

/** A JWS whose payload is a claims object. */
export const CLAIMS: readonly MessageKind[] = ['jwt'];

/** Claims may also be encrypted without a signature. */
export const WITH_CLAIMS: readonly MessageKind[] = ['jwt', 'jwe'];

/** Everything with a JWS signature. */
export const SIGNED: readonly MessageKind[] = ['jwt', 'jws'];

export const ENCRYPTED: readonly MessageKind[] = ['jwe'];

export const ANY_JOSE: readonly MessageKind[] = ['jwt', 'jws', 'jwe'];
