import { Hono } from 'hono';
import type { LabEnv } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';

/** The host of AD FS that asks for a client certificate in the TLS handshake. */
export function adfsCertificateService(_ground: LabGround): Hono<LabEnv> {
  return new Hono<LabEnv>();
}
