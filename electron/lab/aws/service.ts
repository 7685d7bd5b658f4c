import { Hono } from 'hono';
import type { LabEnv } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';

/** The AWS APIs behind one endpoint. */
export function awsService(_ground: LabGround): Hono<LabEnv> {
  return new Hono<LabEnv>();
}
