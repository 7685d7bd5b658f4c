import type { AccessPlan } from '../plan/plan.ts';

/** The first line of a journal: which plan, in which organization. */
export interface JournalHeader {
  readonly journal: 'access';
  readonly version: 1;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly plan: AccessPlan;
}

/**
 * What happened to a change. `sending` is written before every call, so that a change whose last record it is may or may not have
 * reached AWS; `accepted` names the operation that AWS carries out; `done` and `failed` end it.
 */
export type JournalRecord =
  | { readonly at: string; readonly change: string; readonly event: 'sending' }
  | { readonly at: string; readonly change: string; readonly event: 'accepted'; readonly requestId: string }
  | {
      readonly at: string;
      readonly change: string;
      readonly event: 'done';
      /** Of a permission set that was created. */
      readonly arn?: string;
    }
  | {
      readonly at: string;
      readonly change: string;
      readonly event: 'failed';
      readonly code: string;
      readonly reason: string;
    };
