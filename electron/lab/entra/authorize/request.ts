import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { type Registration, registrationIn } from '../clients/client.ts';
import { redirectTarget } from '../clients/redirect-uri.ts';
import { Parameters } from '../endpoint.ts';
import { type Realm, realmOf } from '../realm.ts';
import { EntraRefusal } from '../refusals/entra-refusal.ts';
import { pkceNeeded } from '../refusals/grant-refusals.ts';
import {
  badResponseMode,
  badResponseType,
  malformed,
  missingParameter,
  resourceNotSupported,
  responseTypeNotEnabled,
} from '../refusals/request-refusals.ts';
import type { ReplyTo, ResponseMode } from './response.ts';

/** What of an authorization request is known before it is judged: where its answer may go. */
export interface Addressed {
  readonly realm: Realm;
  readonly registration: Registration;
  readonly replyTo: ReplyTo;
  readonly parameters: Parameters;
  readonly version: 1 | 2;
}

/** An authorization request (RFC 6749 section 4.1.1, OpenID Connect Core section 3). */
export interface AuthorizationRequest extends Addressed {
  readonly responseTypes: ReadonlySet<'code' | 'id_token' | 'token'>;
  readonly scope: string;
  readonly resource?: string;
  readonly nonce?: string;
  readonly challenge?: { readonly value: string; readonly method: 'plain' | 'S256' };
  readonly prompt?: 'none' | 'login' | 'select_account' | 'consent';
  readonly requireMfa: boolean;
}

const PROMPTS = ['none', 'login', 'select_account', 'consent'] as const;
const MODES: readonly string[] = ['query', 'fragment', 'form_post'];

/**
 * Finds who asks and where the answer may go. Until that is sure, a refusal is shown to the person and sent nowhere.
 *
 * @throws EntraRefusal 900144, 90002, 700016, 50194, 50011
 */
export function addressed(ground: LabGround, context: LabContext, version: 1 | 2): Addressed {
  const parameters = new Parameters(new URL(context.req.url).searchParams);
  const realm = realmOf(ground, context.req.param('tenant') ?? '');
  const clientId = parameters.get('client_id');
  if (clientId === undefined) throw missingParameter('client_id');
  const registration = registrationIn(ground, realm, clientId);
  const target = redirectTarget(registration.application, parameters.get('redirect_uri'));
  const state = parameters.get('state');
  const asked = parameters.get('response_mode');
  const types = parameters.get('response_type') ?? '';
  const isFront = /\b(id_token|token)\b/.test(types);
  const mode = asked !== undefined && MODES.includes(asked) ? (asked as ResponseMode) : undefined;
  return {
    realm,
    registration,
    parameters,
    version,
    replyTo: {
      target,
      mode: mode === undefined || (mode === 'query' && isFront) ? (isFront ? 'fragment' : 'query') : mode,
      ...(state === undefined ? {} : { state }),
    },
  };
}

/** Judges the rest of the request. @throws EntraRefusal for the application */
export function authorizationRequest(from: Addressed): AuthorizationRequest {
  const { parameters, version, registration, replyTo } = from;
  const { application } = registration;
  if (parameters.doubled !== undefined && parameters.doubled !== 'ctx')
    throw malformed(`'${parameters.doubled}' stands there twice.`);
  const responseTypes = typesOf(parameters.get('response_type'));
  const { appId } = application;
  const settings = application.web.implicitGrantSettings;
  const isFront = responseTypes.has('id_token') || responseTypes.has('token');
  const mode = parameters.get('response_mode');
  if (mode !== undefined && (!MODES.includes(mode) || (mode === 'query' && isFront)))
    throw badResponseMode(mode);
  if (responseTypes.has('id_token') && settings?.enableIdTokenIssuance !== true)
    throw responseTypeNotEnabled('id_token', appId);
  if (responseTypes.has('token') && settings?.enableAccessTokenIssuance !== true)
    throw responseTypeNotEnabled('token', appId);
  const scope = parameters.get('scope');
  const resource = parameters.get('resource');
  if (version === 2 && scope === undefined) throw missingParameter('scope');
  if (version === 2 && resource !== undefined) throw resourceNotSupported();
  const nonce = parameters.get('nonce');
  if (responseTypes.has('id_token') && nonce === undefined) throw missingParameter('nonce');
  const challenge = challengeOf(parameters);
  if (replyTo.target.type === 'spa' && responseTypes.has('code') && challenge === undefined)
    throw pkceNeeded();
  const prompt = parameters.get('prompt');
  const known = PROMPTS.find((candidate) => candidate === prompt);
  if (prompt !== undefined && known === undefined && prompt !== 'admin_consent' && prompt !== 'create')
    throw new EntraRefusal(90023, 'invalid_request', `Unsupported 'prompt' value.`);
  return {
    ...from,
    responseTypes,
    scope: scope ?? 'openid',
    ...(resource === undefined ? {} : { resource }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(challenge === undefined ? {} : { challenge }),
    ...(known === undefined ? {} : { prompt: known }),
    requireMfa: asksForMfa(parameters.get('claims')),
  };
}

function typesOf(text: string | undefined): Set<'code' | 'id_token' | 'token'> {
  if (text === undefined) throw missingParameter('response_type');
  const types = new Set<'code' | 'id_token' | 'token'>();
  for (const type of text.split(/\s+/)) {
    if (type !== 'code' && type !== 'id_token' && type !== 'token') throw badResponseType(text);
    types.add(type);
  }
  return types;
}

function challengeOf(parameters: Parameters): AuthorizationRequest['challenge'] {
  const value = parameters.get('code_challenge');
  if (value === undefined) return undefined;
  const method = parameters.get('code_challenge_method') ?? 'plain';
  if (method !== 'plain' && method !== 'S256')
    throw new EntraRefusal(
      9002313,
      'invalid_request',
      "Invalid request. 'code_challenge_method' has to be plain or S256.",
    );
  if (!/^[\w.~-]{43,128}$/.test(value))
    throw new EntraRefusal(501491, 'invalid_request', 'Invalid size of Code_Challenge parameter.');
  return { value, method };
}

/** A claims request (OpenID Connect Core section 5.5) that wants `amr` to have mfa, as ADAL and others write it. */
function asksForMfa(text: string | undefined): boolean {
  if (text === undefined) return false;
  let claims: unknown;
  try {
    claims = JSON.parse(text);
  } catch {
    throw malformed("The parameter 'claims' is no JSON.");
  }
  const amr =
    memberOf(memberOf(claims, 'id_token'), 'amr') ?? memberOf(memberOf(claims, 'access_token'), 'amr');
  const values = memberOf(amr, 'values');
  return Array.isArray(values) && values.includes('mfa');
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
