import type { CallerProbe, CallerVerdict } from '../../core/connections/aws-caller.ts';
import { judgeCaller } from '../../core/connections/aws-caller.ts';
import { azureCloud } from '../../core/connections/clouds.ts';
import {
  type AwsIdentity,
  type EntraIdentity,
  type Identity,
  isAws,
  isEntra,
} from '../../core/connections/identity.ts';
import { judgeGraphAccess, type NeedVerdict } from '../../core/connections/needs.ts';
import type { Workspace } from '../../core/connections/workspace.ts';
import { fromBase64Url } from '../../core/encoding/base64.ts';
import { WorkbenchError } from '../../core/errors/workbench-error.ts';
import type { AwsCaller } from '../../ports/aws-caller.ts';
import type { AwsCredentials } from '../../ports/aws-credentials.ts';
import type { EntraSignIn, EntraToken, SignInPrompts } from '../../ports/entra-sign-in.ts';

export interface TestPorts {
  readonly signIn: EntraSignIn;
  readonly credentials: AwsCredentials;
  readonly caller: AwsCaller;
}

/** What a test of an identity found; no token and no key is in it. */
export type IdentityReport =
  | {
      readonly side: 'entra';
      readonly account?: string;
      readonly tenantId?: string;
      /** Delegated scopes or application roles of the token. */
      readonly granted: readonly string[];
      readonly appOnly: boolean;
      readonly needs: readonly NeedVerdict[];
      /** ISO 8601. */
      readonly expires: string;
      readonly fromCache: boolean;
    }
  | {
      readonly side: 'aws';
      readonly arn: string;
      readonly accountId: string;
      readonly chain: readonly string[];
      readonly region: string;
      readonly verdict: CallerVerdict;
      readonly calls: CallerProbe['calls'];
      readonly expires?: string;
    }
  | { readonly side: 'key' };

/**
 * Signs in as an identity and says what it may do.
 *
 * @param interactive false where nobody can be asked
 * @returns what was found, and for Entra the token, which must not leave the process
 * @throws WorkbenchError ERR_ENTRA_REFUSED, ERR_SIGN_IN_*, ERR_AWS_*, ERR_NETWORK_*, ERR_USAGE where the workspace names no
 *   such cloud
 */
export async function testIdentity(
  ports: TestPorts,
  workspace: Workspace,
  identity: Identity,
  interactive: boolean,
  prompts: SignInPrompts,
  signal: AbortSignal,
): Promise<{ readonly report: IdentityReport; readonly token?: EntraToken }> {
  if (isEntra(identity)) return testEntra(ports, workspace, identity, interactive, prompts, signal);
  if (isAws(identity))
    return { report: await testAws(ports, workspace, identity, interactive, prompts, signal) };
  return { report: { side: 'key' } };
}

async function testEntra(
  { signIn }: TestPorts,
  workspace: Workspace,
  identity: EntraIdentity,
  interactive: boolean,
  prompts: SignInPrompts,
  signal: AbortSignal,
): Promise<{ readonly report: IdentityReport; readonly token: EntraToken }> {
  const { login, graph } = entraEndpoints(workspace);
  const token = await signIn.token(
    identity,
    { login },
    { scopes: [`${graph.audience}/.default`], interactive },
    prompts,
    signal,
  );
  const claims = claimsOf(token.accessToken);
  const scopes = typeof claims.scp === 'string' ? claims.scp.split(' ') : [];
  const roles = Array.isArray(claims.roles) ? claims.roles.filter((role) => typeof role === 'string') : [];
  const account =
    token.account ?? textOf(claims.upn) ?? textOf(claims.preferred_username) ?? textOf(claims.appid);
  const tenantId = token.tenantId ?? textOf(claims.tid);
  return {
    token,
    report: {
      side: 'entra',
      ...(account === undefined ? {} : { account }),
      ...(tenantId === undefined ? {} : { tenantId }),
      granted: [...scopes, ...roles].sort(),
      appOnly: claims.idtyp === 'app' || scopes.length === 0,
      needs: judgeGraphAccess([...scopes, ...roles]),
      expires: new Date(token.expiresAt).toISOString(),
      fromCache: token.fromCache,
    },
  };
}

async function testAws(
  { credentials, caller }: TestPorts,
  workspace: Workspace,
  identity: AwsIdentity,
  interactive: boolean,
  prompts: SignInPrompts,
  signal: AbortSignal,
): Promise<IdentityReport> {
  const endpoint = workspace.aws?.endpoint;
  const place = endpoint === undefined ? {} : { endpoint };
  const resolved = await credentials.resolve(identity, { interactive, ...place }, prompts, signal);
  const region = workspace.aws?.region ?? resolved.region;
  if (region === undefined) throw missing('AWS Region', 'Enter the Region of the Identity Center instance.');
  const probe = await caller.probe(resolved.keys, { region, name: identity.name, ...place }, signal);
  return {
    side: 'aws',
    arn: probe.arn,
    accountId: probe.accountId,
    chain: resolved.chain,
    region,
    verdict: judgeCaller(probe),
    calls: probe.calls,
    ...(resolved.keys.expiresAt === undefined
      ? {}
      : { expires: new Date(resolved.keys.expiresAt).toISOString() }),
  };
}

/**
 * Where a workspace's Entra and Graph are. The audience of Graph's tokens is the cloud's, also where another address is called.
 *
 * @throws WorkbenchError ERR_USAGE where the workspace has no tenant
 */
export function entraEndpoints(workspace: Workspace): {
  readonly login: string;
  readonly graph: { readonly base: string; readonly audience: string };
} {
  if (workspace.entra === undefined) throw missing('Entra tenant', 'Enter the tenant under Connections.');
  const cloud = azureCloud(workspace.entra.cloud);
  const { endpoints } = workspace.entra;
  return {
    login: endpoints?.login ?? cloud.login,
    graph: { base: endpoints?.graph ?? cloud.graph, audience: cloud.graph },
  };
}

function missing(what: string, hint: string): WorkbenchError {
  return new WorkbenchError(
    'ERR_USAGE',
    'workspace',
    {},
    { message: `The workspace names no ${what}.`, hint },
  );
}

/** The payload of a token of ours, for display: the API it is for verifies it. */
function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const [, payload = ''] = token.split('.');
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(payload) ?? new Uint8Array()));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
