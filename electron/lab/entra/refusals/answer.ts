import { html } from 'hono/html';
import type { LabContext } from '../../platform/arrival.ts';
import { noteError } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { errorBox, facts, type Markup, page } from '../../platform/page.ts';
import type { EntraRefusal } from './entra-refusal.ts';
import { traceOf } from './trace.ts';

/** The status of RFC 6749 section 5.2, where the refusal names none. */
function statusOf({ error, detail }: EntraRefusal): 400 | 401 | 403 | 429 | 503 {
  return detail.status ?? (error === 'invalid_client' ? 401 : 400);
}

/** The body of an OAuth refusal as Entra's token endpoint words it; v1 breaks the lines of its text. */
export function refusalBody(
  ground: LabGround,
  context: LabContext,
  refusal: EntraRefusal,
  version: 1 | 2,
): Readonly<Record<string, unknown>> {
  const { traceId, correlationId, timestamp } = traceOf(ground, context);
  const gap = version === 1 ? '\r\n' : ' ';
  const { suberror, claims } = refusal.detail;
  return {
    error: refusal.error,
    error_description: [
      refusal.description,
      `Trace ID: ${traceId}`,
      `Correlation ID: ${correlationId}`,
      `Timestamp: ${timestamp}`,
    ].join(gap),
    error_codes: [refusal.aadsts],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${refusal.aadsts}`,
    ...(suberror === undefined ? {} : { suberror }),
    ...(claims === undefined ? {} : { claims }),
  };
}

/** Answers a client with a refusal. */
export function refuse(
  ground: LabGround,
  context: LabContext,
  refusal: EntraRefusal,
  version: 1 | 2 = 2,
): Response {
  noteError(context, `AADSTS${refusal.aadsts}`);
  return context.json(refusalBody(ground, context, refusal, version), statusOf(refusal));
}

/** Shows a person a refusal, with what their administrator will ask for. */
export function refusalPage(
  ground: LabGround,
  context: LabContext,
  refusal: EntraRefusal,
  more: Markup = html``,
): Promise<Response> {
  noteError(context, `AADSTS${refusal.aadsts}`);
  const { traceId, correlationId, timestamp } = traceOf(ground, context);
  return page(context, {
    title: 'Sign in: error',
    heading: 'Sorry, but we’re having trouble signing you in.',
    service: 'Microsoft Entra ID',
    status: refusal.detail.status === 503 ? 503 : 400,
    body: html`${errorBox(refusal.description)}
${facts([
  ['Error code', `AADSTS${refusal.aadsts}`],
  ['Request id', traceId],
  ['Correlation id', correlationId],
  ['Timestamp', timestamp],
])}
${more}`,
  });
}
