import { Hono } from 'hono';
import type { LabEnv } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';

/** The OIDC service of IAM Identity Center. */
export function ssoOidcApp(_ground: LabGround): Hono<LabEnv> {
  return new Hono<LabEnv>();
}
