import { Hono } from 'hono';
import type { LabEnv } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';

/** AD FS: WS-Federation sign-in with a password. */
export function adfsService(_ground: LabGround): Hono<LabEnv> {
  return new Hono<LabEnv>();
}
