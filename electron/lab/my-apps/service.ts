import { Hono } from 'hono';
import type { LabEnv } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';

/** The My Apps page. */
export function myAppsService(_ground: LabGround): Hono<LabEnv> {
  return new Hono<LabEnv>();
}
