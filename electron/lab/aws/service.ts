import { Hono } from 'hono';
import type { LabEnv } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import { portalApp } from './portal-api/app.ts';
import { ssoOidcApp } from './sso-oidc/app.ts';

/** The AWS APIs behind one endpoint. */
export function awsService(ground: LabGround): Hono<LabEnv> {
  const app = new Hono<LabEnv>();
  for (const path of ['/sso-oidc', '/']) app.route(path, ssoOidcApp(ground));
  for (const path of ['/sso', '/']) app.route(path, portalApp(ground));
  return app;
}
