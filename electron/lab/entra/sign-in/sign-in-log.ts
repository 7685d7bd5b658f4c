import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { principalOf } from '../clients/client.ts';
import type { Evaluation } from '../conditional-access/evaluate.ts';
import type { ServicePrincipal, Tenant, User } from '../directory.ts';
import type { EntraRefusal } from '../refusals/entra-refusal.ts';
import { traceOf } from '../refusals/trace.ts';
import type { MfaProof } from './person.ts';

/** Entries kept; the oldest go first. */
const KEPT = 20_000;

/** What a sign-in log entry tells (Graph: signIn). */
export interface SignInEntry {
  /** The resource tenant. */
  readonly tenant: Tenant;
  readonly home?: { readonly tenant: Tenant; readonly user: User };
  readonly user?: User;
  /** What was typed, where no account is known. */
  readonly name?: string;
  readonly appId?: string;
  readonly resource?: ServicePrincipal;
  readonly refusal?: EntraRefusal;
  readonly evaluation?: Evaluation;
  /** By whom MFA counts as done; `fresh` where Entra asked for it in this very sign-in. */
  readonly mfa?: { readonly proof: MfaProof; readonly fresh: boolean };
  readonly methods?: readonly string[];
  /** Somebody typed a credential; false for a session or a refresh token. */
  readonly interactive: boolean;
  readonly kind?: 'user' | 'servicePrincipal' | 'managedIdentity';
  readonly client?: ServicePrincipal;
}

const EXTERNAL = 'MFA requirement satisfied by claim provided by external provider';
const IN_TOKEN = 'MFA requirement satisfied by claim in the token';
const COMPLETED = 'MFA completed in Azure AD';

/** Writes an entry into the tenant's sign-in log. */
export function logSignIn(ground: LabGround, context: LabContext, entry: SignInEntry): void {
  const { log } = ground.state.entraSignIn;
  const { tenant, user, home, refusal, evaluation, kind = 'user', client } = entry;
  const now = new Date(ground.clock.now()).toISOString();
  const principal = entry.appId === undefined ? undefined : principalOf(tenant, entry.appId);
  const isMultiFactor = entry.mfa !== undefined || (evaluation?.mfaPolicies.length ?? 0) > 0;
  log.push({
    id: ground.random.uuid(),
    createdDateTime: now,
    ...(kind === 'user'
      ? {
          userDisplayName: user?.displayName ?? entry.name ?? '',
          userPrincipalName: home?.user.userPrincipalName ?? user?.userPrincipalName ?? entry.name ?? '',
          userId: user?.id ?? '00000000-0000-0000-0000-000000000000',
          userType: user === undefined ? 'member' : user.userType === 'Guest' ? 'guest' : 'member',
        }
      : { servicePrincipalId: client?.id, servicePrincipalName: client?.displayName }),
    appId: entry.appId,
    appDisplayName: principal?.displayName ?? client?.displayName ?? '',
    resourceDisplayName: entry.resource?.displayName ?? principal?.displayName ?? '',
    resourceId: entry.resource?.appId ?? entry.appId,
    ipAddress: '127.0.0.1',
    clientAppUsed: kind === 'user' ? 'Browser' : '',
    userAgent: (context.req.header('user-agent') ?? '').slice(0, 300),
    correlationId: traceOf(ground, context).correlationId,
    isInteractive: entry.interactive,
    signInEventTypes: [
      kind === 'user' ? (entry.interactive ? 'interactiveUser' : 'nonInteractiveUser') : kind,
    ],
    riskDetail: 'none',
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    status: {
      errorCode: refusal?.aadsts ?? 0,
      failureReason: refusal?.message ?? 'Other.',
      additionalDetails: detailOf(entry),
    },
    conditionalAccessStatus: evaluation?.status ?? 'notApplied',
    appliedConditionalAccessPolicies: evaluation?.applied ?? [],
    authenticationRequirement: isMultiFactor ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
    authenticationDetails: kind === 'user' ? stepsOf(entry, now) : [],
    homeTenantId: home?.tenant.id ?? tenant.id,
    resourceTenantId: tenant.id,
    crossTenantAccessType: home !== undefined && home.tenant.id !== tenant.id ? 'b2bCollaboration' : 'none',
    deviceDetail: {
      deviceId: '',
      displayName: '',
      operatingSystem: '',
      browser: '',
      isCompliant: false,
      isManaged: false,
      trustType: '',
    },
    location: { city: '', state: '', countryOrRegion: '', geoCoordinates: {} },
  });
  if (log.length > KEPT) log.splice(0, log.length - KEPT);
}

/** What was taken down as a success, and is refused after all: the answer to the application could not be made. */
export function logRefusedAfterAll(
  ground: LabGround,
  { user, appId }: { readonly user: User; readonly appId: string },
  refusal: EntraRefusal,
): void {
  const { log } = ground.state.entraSignIn;
  const at = log.findLastIndex((event) => event.userId === user.id && event.appId === appId);
  const event = log[at];
  if (event === undefined) return;
  log[at] = {
    ...event,
    status: { errorCode: refusal.aadsts, failureReason: refusal.message, additionalDetails: '' },
  };
}

function detailOf({ mfa, refusal }: SignInEntry): string {
  if (refusal !== undefined || mfa === undefined) return '';
  if (mfa.proof !== 'here') return EXTERNAL;
  return mfa.fresh ? COMPLETED : IN_TOKEN;
}

function stepsOf(entry: SignInEntry, now: string): readonly Readonly<Record<string, unknown>>[] {
  const { refusal, mfa, interactive, methods = [] } = entry;
  const step = (method: string, succeeded: boolean, result: string, requirement: string) => ({
    authenticationStepDateTime: now,
    authenticationMethod: method,
    authenticationMethodDetail: '',
    succeeded,
    authenticationStepResultDetail: result,
    authenticationStepRequirement: requirement,
  });
  const isFederated = methods.includes('fed');
  const passwordWrong = refusal?.aadsts === 50126 || refusal?.aadsts === 50053;
  const first = passwordWrong
    ? step(
        'Password',
        false,
        refusal.aadsts === 50053 ? 'Account locked' : 'Incorrect password',
        'Primary authentication',
      )
    : !interactive
      ? step(
          'Previously satisfied',
          true,
          'First factor requirement satisfied by claim in the token',
          'Primary authentication',
        )
      : isFederated
        ? step(
            'Federated',
            true,
            'First factor requirement satisfied by claim provided by external provider',
            'Primary authentication',
          )
        : step('Password', true, 'Correct password', 'Primary authentication');
  if (refusal?.aadsts === 500121)
    return [
      first,
      step('OATH verification code', false, 'OATH verification code incorrect', 'Multifactor authentication'),
    ];
  if (mfa === undefined) return [first];
  const [method, result] =
    mfa.proof !== 'here'
      ? ['Previously satisfied', EXTERNAL]
      : mfa.fresh
        ? ['OATH verification code', 'MFA successfully completed']
        : ['Previously satisfied', IN_TOKEN];
  return [first, step(method ?? '', true, result ?? '', 'Multifactor authentication')];
}
