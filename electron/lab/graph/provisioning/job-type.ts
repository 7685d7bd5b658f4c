import type { ResourceType } from '../odata/resource-type.ts';
import type { Execution, Quarantine, SynchronizationJob } from '../state.ts';

/** Graph: synchronizationJob. */
export const JOB_TYPE: ResourceType<SynchronizationJob> = {
  name: 'synchronizationJob',
  set: 'servicePrincipals/synchronization/jobs',
  show: (job) => ({
    id: job.id,
    templateId: job.templateId,
    schedule: { expiration: null, interval: 'PT40M', state: job.state },
    status: statusOf(job),
    synchronizationJobSettings: [],
  }),
};

function statusOf(job: SynchronizationJob): Record<string, unknown> {
  const { memory } = job;
  const { lastExecution, lastSuccessfulExecution, lastSuccessfulExecutionWithExports, quarantine } = memory;
  return {
    countSuccessiveCompleteFailures: memory.countSuccessiveCompleteFailures,
    escrowsPruned: memory.escrowsPruned,
    code: codeOf(job),
    lastExecution: execution(lastExecution),
    lastSuccessfulExecution: execution(lastSuccessfulExecution),
    lastSuccessfulExecutionWithExports: execution(lastSuccessfulExecutionWithExports),
    progress: [],
    quarantine: quarantine === undefined ? null : quarantined(quarantine),
    steadyStateFirstAchievedTime: time(memory.steadyStateFirst),
    steadyStateLastAchievedTime: time(memory.steadyStateLast),
    synchronizedEntryCountByType: (['User', 'Group'] as const).map((key) => ({
      key,
      value: [...memory.objects.values()].filter(({ type }) => type === key).length,
    })),
    troubleshootingUrl: null,
  };
}

function codeOf(job: SynchronizationJob): string {
  if (job.memory.quarantine !== undefined) return 'Quarantine';
  if (job.state !== 'Disabled') return job.state;
  return job.secretToken === undefined ? 'NotConfigured' : 'NotRun';
}

function execution(one: Execution | undefined): Record<string, unknown> | null {
  if (one === undefined) return null;
  return {
    activityIdentifier: one.cycleId,
    countEntitled: one.entitled,
    countEntitledForProvisioning: one.entitled,
    countEscrowed: one.escrowed,
    countEscrowedRaw: one.escrowed,
    countExported: one.exported,
    countExports: one.exported,
    countImported: one.imported,
    countImportedDeltas: 0,
    countImportedReferenceDeltas: 0,
    state: one.state,
    error:
      one.error === undefined
        ? null
        : { code: one.error.code, message: one.error.message, tenantActionable: true },
    timeBegan: time(one.began),
    timeEnded: time(one.ended),
  };
}

function quarantined(one: Quarantine): Record<string, unknown> {
  return {
    currentBegan: time(one.began),
    nextAttempt: time(one.nextAttempt),
    reason: one.reason,
    seriesBegan: time(one.began),
    seriesCount: one.attempts,
    error: { code: one.error.code, message: one.error.message, tenantActionable: true },
  };
}

/** Graph counts from the year one where something has not happened yet. */
function time(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '0001-01-01T00:00:00Z' : new Date(milliseconds).toISOString();
}
