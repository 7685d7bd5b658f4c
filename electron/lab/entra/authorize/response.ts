import type { LabContext } from '../../platform/arrival.ts';
import { noteError } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { autoPostPage } from '../../platform/page.ts';
import type { RedirectTarget } from '../clients/redirect-uri.ts';
import { refusalBody } from '../refusals/answer.ts';
import type { EntraRefusal } from '../refusals/entra-refusal.ts';

export type ResponseMode = 'query' | 'fragment' | 'form_post';

/** Where an answer goes to, and how. */
export interface ReplyTo {
  readonly target: RedirectTarget;
  readonly mode: ResponseMode;
  readonly state?: string;
}

/** Answers the application through the browser (OAuth 2.0 Multiple Response Types, Form Post Response Mode). */
export async function reply(
  context: LabContext,
  { target, mode, state }: ReplyTo,
  values: Readonly<Record<string, string | undefined>>,
): Promise<Response> {
  const all = { ...values, ...(state === undefined ? {} : { state }) };
  if (mode === 'form_post')
    return autoPostPage(context, {
      title: 'Working...',
      service: 'Microsoft Entra ID',
      action: target.uri,
      fields: all,
    });
  const sent = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value !== undefined) sent.set(name, value);
  const separator = mode === 'fragment' ? '#' : target.uri.includes('?') ? '&' : '?';
  // Headers carry ASCII only; a registered address may have more.
  const address = /[^\x21-\x7e]/.test(target.uri) ? encodeURI(target.uri) : target.uri;
  return context.redirect(`${address}${separator}${sent}`, context.req.method === 'GET' ? 302 : 303);
}

/** Tells the application of a refusal (RFC 6749 section 4.1.2.1). */
export function replyRefusal(
  ground: LabGround,
  context: LabContext,
  to: ReplyTo,
  refusal: EntraRefusal,
): Promise<Response> {
  noteError(context, `AADSTS${refusal.aadsts}`);
  const { suberror, claims } = refusal.detail;
  return reply(context, to, {
    error: refusal.error === 'invalid_grant' ? 'interaction_required' : refusal.error,
    error_description: String(refusalBody(ground, context, refusal, 2).error_description),
    error_uri: `https://login.microsoftonline.com/error?code=${refusal.aadsts}`,
    ...(suberror === undefined ? {} : { error_subcode: suberror }),
    ...(claims === undefined ? {} : { claims }),
  });
}
