import type { TrailEvent } from '../aws/state.ts';
import type { LabContext } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';

const KEPT = 20_000;
/** What CloudTrail shows instead of personal data; names of attributes and flags stay readable. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
const SHOWN = new Set(['schemas', 'op', 'path']);
const DEEPEST = 6;

/** What a request of the SCIM endpoint leaves in the audit trail. */
export interface ScimCall {
  readonly operation: string;
  readonly tenantId: string;
  readonly resourceId?: string;
  readonly query: URLSearchParams;
  /** The body as far as it could be read. */
  body?: unknown;
  /** Id of the token; absent while nobody has shown a good one. */
  tokenId?: string;
  /** Id of what was made. */
  madeId?: string;
}

/** Writes a CloudTrail event; a failure carries AWS's own words, which the client never sees. */
export function recordCall(
  ground: LabGround,
  context: LabContext,
  call: ScimCall,
  failure?: { readonly code: string; readonly message: string },
): void {
  const { aws } = ground.state;
  const event: TrailEvent & Record<string, unknown> = {
    eventId: ground.random.uuid(),
    eventTime: ground.clock.now(),
    eventSource: 'identitystore-scim.amazonaws.com',
    eventName: call.operation,
    userIdentity:
      call.tokenId === undefined
        ? { type: 'Unknown', accountId: aws.organization.managementAccountId }
        : {
            type: 'WebIdentityUser',
            accountId: aws.organization.managementAccountId,
            accessKeyId: call.tokenId,
          },
    userAgent: context.req.header('user-agent') ?? '',
    requestParameters: {
      tenantId: call.tenantId,
      ...(call.resourceId === undefined ? {} : { id: call.resourceId }),
      ...(call.body === undefined ? {} : { httpBody: masked(call.body, 0) }),
      ...(call.query.size === 0 ? {} : { queryParameters: [...call.query.keys()].slice(0, 20) }),
    },
    responseElements: call.madeId === undefined ? null : { id: call.madeId },
    ...(failure === undefined ? {} : { errorCode: failure.code, errorMessage: failure.message }),
  };
  aws.trail.push(event);
  if (aws.trail.length > KEPT) aws.trail.splice(0, aws.trail.length - KEPT);
}

function masked(value: unknown, depth: number): unknown {
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'object' || depth > DEEPEST) return HIDDEN;
  if (Array.isArray(value)) return value.slice(0, 100).map((one: unknown) => masked(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 50)
      .map(([name, inner]) => [
        name.slice(0, 100),
        SHOWN.has(name) && isShort(inner) ? inner : masked(inner, depth + 1),
      ]),
  );
}

function isShort(value: unknown): boolean {
  return JSON.stringify([value]).length < 1_000;
}
