import { Hono } from 'hono';
import type { LabEnv } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';

/** The access portal's API. */
export function portalApp(_ground: LabGround): Hono<LabEnv> {
  return new Hono<LabEnv>();
}
