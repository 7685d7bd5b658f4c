import type { Outcome } from './outcome.ts';
import type { Work } from './work.ts';

const KEPT = 20_000;
const TARGET = 'AWS IAM Identity Center';

/** Which run an outcome belongs to. */
export interface LoggedRun {
  readonly cycleId: string;
  readonly initiatedBy: Readonly<Record<string, unknown>>;
}

/** The engine itself, where no person asked for it. */
export const BY_ITSELF = { id: '', displayName: 'Azure AD Provisioning Service', initiatorType: 'system' };

/** Writes an entry of auditLogs/provisioning (Graph: provisioningObjectSummary; facts/microsoft.md section 2). */
export function logOutcome(work: Work, outcome: Outcome, run: LoggedRun, began: number): void {
  const { ground, job, principal, tenant } = work;
  const { log } = ground.state.synchronization;
  const now = work.now();
  const { failure } = outcome;
  const status = {
    status: outcome.status.toLowerCase(),
    errorInformation:
      failure === undefined
        ? null
        : {
            errorCode: failure.code,
            reason: failure.reason,
            additionalDetails: null,
            errorCategory: failure.category,
            recommendedAction: null,
          },
  };
  const action = outcome.action;
  log.push({
    id: ground.random.uuid(),
    activityDateTime: new Date(now).toISOString(),
    tenantId: tenant.id,
    jobId: job.id,
    cycleId: run.cycleId,
    changeId: ground.random.uuid(),
    provisioningAction: action,
    action: action.charAt(0).toUpperCase() + action.slice(1),
    durationInMilliseconds: Math.max(0, now - began),
    initiatedBy: run.initiatedBy,
    servicePrincipal: { id: principal.id, displayName: principal.displayName },
    sourceSystem: { id: tenant.id, displayName: 'Microsoft Entra ID', details: {} },
    targetSystem: {
      id: principal.appId,
      displayName: TARGET,
      details: { ApplicationId: principal.appId, ServicePrincipalId: principal.id },
    },
    sourceIdentity: identity(outcome, outcome.sourceId, outcome.sourceName),
    targetIdentity: identity(outcome, outcome.targetId ?? '', outcome.sourceName),
    provisioningStatusInfo: status,
    statusInfo: {
      status: status.status,
      errorCode: failure?.code ?? null,
      reason: failure?.reason ?? null,
      errorCategory: failure?.category ?? null,
    },
    provisioningSteps: shownSteps(outcome),
    modifiedProperties: shownChanges(outcome),
  });
  if (log.length > KEPT) log.splice(0, log.length - KEPT);
}

function identity(outcome: Outcome, id: string, displayName: string): Record<string, unknown> {
  return { id, displayName, identityType: outcome.type, details: {} };
}

/** Graph: provisioningStep. */
function shownSteps(outcome: Outcome): readonly Record<string, unknown>[] {
  return outcome.steps.map((step) => ({
    name: step.name,
    provisioningStepType: step.type.toLowerCase(),
    status: step.status.toLowerCase(),
    description: step.description,
    details: step.details,
  }));
}

/** Graph: modifiedProperty. */
export function shownChanges(outcome: Outcome): readonly Record<string, unknown>[] {
  return outcome.modified.map(({ path, before, after }) => ({
    displayName: path,
    oldValue: before === undefined ? null : String(before),
    newValue: after === '' ? null : String(after),
  }));
}
