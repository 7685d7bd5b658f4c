/** Provisioning of Graph's synchronization API: one job for each service principal that has one. */
export interface SynchronizationState {
  readonly jobs: Map<string, SynchronizationJob>;
  /** auditLogs/provisioning, newest last. */
  readonly log: ProvisioningEvent[];
  /** Ids of objects that were just made, with the moment (epoch milliseconds) from which reads find them. */
  readonly replicating: Map<string, number>;
}

export interface SynchronizationJob {
  readonly id: string;
  readonly tenantId: string;
  readonly servicePrincipalId: string;
  readonly templateId: string;
  state: 'Disabled' | 'Active' | 'Paused';
  baseAddress?: string;
  secretToken?: string;
  memory: JobMemory;
}

/** What the engine knows of the target and of its own work; data only. Times are epoch milliseconds of the Lab's time. */
export interface JobMemory {
  /** By Entra object id: who has been matched or made in the target. */
  readonly objects: Map<string, KnownObject>;
  /** By Entra object id: what could not be exported and is tried again. */
  readonly escrows: Map<string, Escrow>;
  escrowsPruned: boolean;
  /** The cycle that is under way. */
  current?: CurrentCycle;
  lastExecution?: Execution;
  lastSuccessfulExecution?: Execution;
  lastSuccessfulExecutionWithExports?: Execution;
  countSuccessiveCompleteFailures: number;
  quarantine?: Quarantine;
  steadyStateFirst?: number;
  steadyStateLast?: number;
  /** Moments of the latest provisionOnDemand calls. */
  onDemandCalls: number[];
}

export interface KnownObject {
  readonly type: 'User' | 'Group';
  readonly targetId: string;
  /** By target attribute: what the target was last seen or made to have. */
  values: Record<string, string | boolean>;
  /** Of a group: object ids of the members the target has. */
  readonly members: Set<string>;
  /** Since when a user is gone from Entra. */
  goneSince?: number;
}

export interface Escrow {
  readonly type: 'User' | 'Group';
  readonly since: number;
  attempts: number;
  nextAttempt: number;
  readonly code: string;
  readonly isReference: boolean;
  /** What was tried, so that a change in Entra is tried at once. */
  readonly fingerprint: string;
}

interface CurrentCycle {
  readonly cycleId: string;
  /** Another each time the cycle is taken up; a run whose id is gone stops. */
  readonly runId: string;
  readonly began: number;
  readonly initial: boolean;
}

/** Graph: synchronizationTaskExecution. */
export interface Execution {
  readonly cycleId: string;
  readonly state: 'Succeeded' | 'Failed' | 'EntryLevelErrors';
  readonly began: number;
  readonly ended: number;
  readonly entitled: number;
  readonly escrowed: number;
  readonly imported: number;
  readonly exported: number;
  readonly error?: { readonly code: string; readonly message: string };
}

export interface Quarantine {
  readonly reason:
    | 'EncounteredQuarantineException'
    | 'EncounteredEscrowProportionThreshold'
    | 'QuarantineOnDemand';
  readonly began: number;
  attempts: number;
  nextAttempt: number;
  error: { readonly code: string; readonly message: string };
}

/** Graph: provisioningObjectSummary, in its own member names. */
export type ProvisioningEvent = Readonly<Record<string, unknown>>;

/** What a job knows that has never run. */
export function newJobMemory(): JobMemory {
  return {
    objects: new Map(),
    escrows: new Map(),
    escrowsPruned: false,
    countSuccessiveCompleteFailures: 0,
    onDemandCalls: [],
  };
}
