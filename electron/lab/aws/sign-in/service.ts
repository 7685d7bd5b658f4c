import { Hono } from 'hono';
import type { LabEnv } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';

/** The SAML service provider of IAM Identity Center: metadata and assertion consumer service. */
export function awsSignInService(_ground: LabGround): Hono<LabEnv> {
  return new Hono<LabEnv>();
}
