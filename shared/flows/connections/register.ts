import type { AzureCloudId } from '../../core/connections/clouds.ts';
import type { GraphNeed } from '../../core/connections/needs.ts';
import {
  adminConsentLink,
  GRAPH_APP_ID,
  planRegistration,
  type RegistrationPlan,
} from '../../core/connections/registration.ts';
import { fromUtf8, toUtf8 } from '../../core/encoding/utf8.ts';
import { WorkbenchError } from '../../core/errors/workbench-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Network } from '../../ports/network.ts';

const TIMEOUT = 30_000;
const MAX_BYTES = 4 * 1024 * 1024;
/** A directory takes seconds until all of it knows a new application. */
const TRIES = 4;
const BETWEEN = 2_000;

/** What registering stands on. */
export interface RegisterPorts {
  readonly network: Network;
  readonly clock: Pick<Clock, 'sleep'>;
  /** A token for Graph of whoever registers. */
  readonly token: (signal: AbortSignal) => Promise<string>;
}

/** The requests a registration will send, for the plan. */
export const REGISTRATION_REQUESTS: readonly string[] = [
  `GET /v1.0/servicePrincipals?$filter=appId eq '${GRAPH_APP_ID}'&$select=id,oauth2PermissionScopes`,
  'POST /v1.0/applications',
  'POST /v1.0/servicePrincipals',
];

/**
 * Registers a public client for this product (Microsoft Graph: create application, create servicePrincipal).
 *
 * @param graph base address of Graph
 * @returns its client id, and the link by which an administrator consents
 * @throws WorkbenchError ERR_GRAPH_REFUSED with Graph's own code, ERR_NETWORK_*, ERR_SIGN_IN_*
 */
export async function registerApplication(
  ports: RegisterPorts,
  where: {
    readonly graph: string;
    readonly login: string;
    readonly tenant: string;
    readonly cloud: AzureCloudId;
  },
  capabilities: readonly GraphNeed['capability'][],
  signal: AbortSignal,
): Promise<{ readonly clientId: string; readonly consentLink: string; readonly plan: RegistrationPlan }> {
  const token = await ports.token(signal);
  const ask = (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> =>
    graphRequest(ports.network, `${where.graph}/v1.0${path}`, method, token, body, signal);
  const filter = encodeURIComponent(`appId eq '${GRAPH_APP_ID}'`);
  const found = await ask('GET', `/servicePrincipals?$filter=${filter}&$select=id,oauth2PermissionScopes`);
  const plan = planRegistration(capabilities, scopeIdsOf(found));
  const made = await ask('POST', '/applications', plan.application);
  const clientId = String(made.appId ?? '');
  await enter(() => ask('POST', '/servicePrincipals', { appId: clientId }), ports.clock, signal);
  return { clientId, consentLink: adminConsentLink(where.login, where.tenant, clientId), plan };
}

/** Makes the service principal. What Graph refuses of it is no loss: the first consent makes one as well. */
async function enter(
  make: () => Promise<unknown>,
  clock: Pick<Clock, 'sleep'>,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    try {
      await make();
      return;
    } catch (thrown) {
      if (!(thrown instanceof WorkbenchError) || thrown.code !== 'ERR_GRAPH_REFUSED') throw thrown;
    }
    if (attempt < TRIES) await clock.sleep(BETWEEN, signal);
  }
}

function scopeIdsOf(answer: Record<string, unknown>): ReadonlyMap<string, string> {
  const [principal] = Array.isArray(answer.value) ? (answer.value as Record<string, unknown>[]) : [];
  const scopes = Array.isArray(principal?.oauth2PermissionScopes)
    ? (principal.oauth2PermissionScopes as Record<string, unknown>[])
    : [];
  return new Map(scopes.map(({ value, id }) => [String(value), String(id)]));
}

/**
 * One request to Graph.
 *
 * @throws WorkbenchError ERR_GRAPH_REFUSED with Graph's own code and message
 */
export async function graphRequest(
  network: Network,
  url: string,
  method: string,
  token: string,
  body: unknown,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const answer = await network.request(
    {
      method,
      url,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: toUtf8(JSON.stringify(body)) }),
      timeout: TIMEOUT,
      maxBytes: MAX_BYTES,
      repeatable: method === 'GET',
    },
    signal,
  );
  const value = parsed(answer.body);
  if (answer.status < 300) return value;
  const error = (value.error ?? {}) as Record<string, unknown>;
  const code = typeof error.code === 'string' ? error.code : `HTTP ${answer.status}`;
  const message = typeof error.message === 'string' ? error.message.slice(0, 300) : '';
  const path = new URL(url).pathname;
  throw new WorkbenchError(
    'ERR_GRAPH_REFUSED',
    'graph',
    { status: answer.status, code, request: `${method} ${path}` },
    {
      message: `Graph refused ${method} ${path}: ${message === '' ? code : `${message} (${code})`}`,
      ...(answer.status === 403
        ? { hint: 'Sign in as somebody who may do this, or consent to the permission it needs.' }
        : {}),
    },
  );
}

function parsed(body: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = body.length === 0 ? {} : JSON.parse(fromUtf8(body) ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
