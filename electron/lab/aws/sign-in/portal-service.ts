import { Hono } from 'hono';
import type { LabEnv } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';

/** The AWS access portal page. */
export function accessPortalService(_ground: LabGround): Hono<LabEnv> {
  return new Hono<LabEnv>();
}
