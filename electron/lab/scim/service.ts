import { Hono } from 'hono';
import type { LabEnv } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';

/** The SCIM endpoint of IAM Identity Center. */
export function scimService(_ground: LabGround): Hono<LabEnv> {
  return new Hono<LabEnv>();
}
