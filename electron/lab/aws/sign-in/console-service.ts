import { Hono } from 'hono';
import type { LabEnv } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';

/** The Lab's own console page: what only AWS's console can do in reality. */
export function awsConsoleService(_ground: LabGround): Hono<LabEnv> {
  return new Hono<LabEnv>();
}
