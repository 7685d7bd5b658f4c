import { createHash, timingSafeEqual } from 'node:crypto';
import type { LabContext } from '../platform/arrival.ts';

/**
 * Tells whether a request has this run's token, as `Authorization: Bearer` or `X-Lab-Token`. The time it takes tells nothing
 * of how much of a wrong token was right.
 */
export function authorized(context: LabContext, token: string): boolean {
  const bearer = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
  const given = bearer ?? context.req.header('x-lab-token');
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
