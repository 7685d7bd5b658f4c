import { Hono } from 'hono';
import type { LabEnv } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';

/** Entra ID: discovery, authorization, tokens, SAML and WS-Federation endpoints, sign-in pages. */
export function entraService(_ground: LabGround): Hono<LabEnv> {
  return new Hono<LabEnv>();
}
