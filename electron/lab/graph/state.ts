/** Provisioning of Graph's synchronization API: one job for each service principal that has one. */
export interface SynchronizationState {
  readonly jobs: Map<string, SynchronizationJob>;
  /** auditLogs/provisioning, newest last. */
  readonly log: ProvisioningEvent[];
}

export interface SynchronizationJob {
  readonly id: string;
  readonly tenantId: string;
  readonly servicePrincipalId: string;
  readonly templateId: string;
  state: 'Disabled' | 'Active' | 'Paused';
  baseAddress?: string;
  secretToken?: string;
  /** The engine's own memory and figures; data only. */
  memory: Record<string, unknown>;
}

/** Graph: provisioningObjectSummary, in its own member names. */
export type ProvisioningEvent = Readonly<Record<string, unknown>>;
