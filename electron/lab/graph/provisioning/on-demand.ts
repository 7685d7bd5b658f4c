import { isGuid, isObject } from '../fields.ts';
import { badRequest, GraphError } from '../graph-error.ts';
import type { GraphAnswer, GraphCall } from '../route.ts';
import type { SynchronizationJob } from '../state.ts';
import { settle } from './cycle.ts';
import type { ProvisioningEngine } from './engine.ts';
import { lookAgain } from './match.ts';
import type { Outcome } from './outcome.ts';
import { logOutcome, shownChanges } from './provisioning-log.ts';
import { Abandoned, TargetUnusable } from './scim-target.ts';
import { syncGroup } from './sync-group.ts';
import { syncUser } from './sync-user.ts';
import { RULE_ID } from './synchronization-schema.ts';
import type { Work } from './work.ts';

/** 5 calls per 10 seconds; one group with at most 5 members (facts/microsoft.md section 2). */
const CALLS = 5;
const WINDOW = 10_000;
const MOST_MEMBERS = 5;

interface Subject {
  readonly id: string;
  readonly type: 'User' | 'Group';
  readonly members: readonly string[];
}

/**
 * Provisions one user, or one group with a few members, at once.
 *
 * @returns key and value, each a JSON document inside a string
 * @throws GraphError 400, 429
 */
export async function provisionOnDemand(
  engine: ProvisioningEngine,
  call: GraphCall,
  job: SynchronizationJob,
): Promise<GraphAnswer> {
  takeTurn(job, call.ground.clock.now());
  const subject = subjectOf(await call.body());
  let outcome: Outcome;
  try {
    outcome = await provision(engine, call, engine.workOnDemand(job), subject);
  } catch (thrown) {
    if (thrown instanceof Abandoned) throw new GraphError(409, 'Conflict', 'The job was changed meanwhile.');
    if (!(thrown instanceof TargetUnusable)) throw thrown;
    throw new GraphError(
      400,
      'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable',
      thrown.message,
    );
  }
  const { failure } = outcome;
  const key = {
    result: outcome.status,
    details: {
      errorCode: failure?.code ?? null,
      errorMessage: failure?.reason ?? null,
      errorCategory: failure?.category ?? null,
    },
  };
  const value = {
    action: outcome.action,
    sourceIdentity: { id: outcome.sourceId, displayName: outcome.sourceName, type: outcome.type },
    targetIdentity: { id: outcome.targetId ?? null, displayName: outcome.sourceName, type: outcome.type },
    provisioningSteps: outcome.steps,
    modifiedProperties: shownChanges(outcome),
  };
  return {
    status: 200,
    body: {
      '@odata.context': `${call.base}/$metadata#microsoft.graph.stringKeyStringValuePair`,
      key: JSON.stringify(key),
      value: JSON.stringify(value),
    },
  };
}

async function provision(
  engine: ProvisioningEngine,
  call: GraphCall,
  work: Work,
  subject: Subject,
): Promise<Outcome> {
  const run = {
    cycleId: call.ground.random.uuid(),
    initiatedBy: {
      id: call.caller.objectId,
      displayName: '',
      initiatorType: call.caller.kind === 'user' ? 'user' : 'application',
    },
  };
  const one = (id: string, sync: () => Promise<Outcome>): Promise<Outcome> =>
    engine.exclusive(id, async () => {
      const began = work.now();
      await lookAgain(work, id);
      const outcome = await sync();
      logOutcome(work, outcome, run, began);
      settle(work, outcome);
      return outcome;
    });
  if (subject.type === 'User') {
    requireObject(work.tenant.users.has(subject.id), subject.id);
    return one(subject.id, () => syncUser(work, subject.id));
  }
  requireObject(work.tenant.groups.has(subject.id), subject.id);
  for (const member of subject.members) {
    requireObject(work.tenant.users.has(member), member);
    await one(member, () => syncUser(work, member));
  }
  return one(subject.id, () => syncGroup(work, subject.id, new Set(subject.members)));
}

function requireObject(isThere: boolean, id: string): void {
  if (!isThere)
    throw new GraphError(
      400,
      'BadRequest',
      `The subject '${id}' was not found in the directory, or is of another type.`,
    );
}

/** @throws GraphError 429 */
function takeTurn(job: SynchronizationJob, now: number): void {
  const { memory } = job;
  const recent = memory.onDemandCalls.filter((moment) => moment > now - WINDOW && moment <= now);
  if (recent.length >= CALLS)
    throw new GraphError(429, 'TooManyRequests', 'The limit of 5 requests in 10 seconds is exceeded.', {
      'retry-after': '10',
    });
  memory.onDemandCalls = [...recent, now];
}

/** @throws GraphError 400 for anything but one user or group */
function subjectOf(body: Readonly<Record<string, unknown>>): Subject {
  const { parameters } = body;
  const [parameter, ...more] = Array.isArray(parameters) ? (parameters as readonly unknown[]) : [];
  if (!isObject(parameter) || more.length > 0)
    badRequest("'parameters' must hold one rule with its subject.");
  if (parameter.ruleId !== RULE_ID) badRequest('The rule was not found in the schema of the job.');
  const [subject, ...others] = Array.isArray(parameter.subjects)
    ? (parameter.subjects as readonly unknown[])
    : [];
  if (!isObject(subject) || others.length > 0)
    badRequest('One user or one group can be provisioned at a time.');
  const type = subject.objectTypeName;
  const name = typeof type === 'string' ? type.toLowerCase() : '';
  if (name !== 'user' && name !== 'group') badRequest("The objectTypeName must be 'User' or 'Group'.");
  const members = isObject(subject.links) ? (subject.links.members ?? []) : [];
  if (!Array.isArray(members) || members.length > MOST_MEMBERS)
    badRequest(`A group can be provisioned with at most ${MOST_MEMBERS} members at a time.`);
  return {
    id: guidOf(subject.objectId),
    type: name === 'user' ? 'User' : 'Group',
    members: members.map((member: unknown) => guidOf(isObject(member) ? member.objectId : undefined)),
  };
}

function guidOf(value: unknown): string {
  if (typeof value !== 'string' || !isGuid(value)) badRequest('An objectId must be a GUID.');
  return value.toLowerCase();
}
