import { Hono } from 'hono';
import type { LabEnv } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';

/** Managed identity endpoints: IMDS, App Service, Azure Arc. */
export function managedIdentityService(_ground: LabGround): Hono<LabEnv> {
  return new Hono<LabEnv>();
}
