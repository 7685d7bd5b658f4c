import { Hono } from 'hono';
import type { LabEnv } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';

/** Microsoft Graph v1.0. */
export function graphService(_ground: LabGround): Hono<LabEnv> {
  return new Hono<LabEnv>();
}
