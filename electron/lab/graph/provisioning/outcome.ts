import type { ValueChange } from './scim-document.ts';
import type { TargetAnswer } from './scim-target.ts';

/** The four steps of provisioning one object (Graph: provisioningStep). */
export interface Step {
  readonly name: string;
  readonly type: 'Import' | 'Matching' | 'Scoping' | 'Export';
  readonly status: 'Success' | 'Warning' | 'Failure' | 'Skipped';
  readonly description: string;
  readonly details: Readonly<Record<string, string>>;
}

export type Action = 'create' | 'update' | 'disable' | 'delete' | 'other';

export interface Failure {
  /** As the provisioning logs word it. */
  readonly code: string;
  readonly reason: string;
  readonly category: 'Failure' | 'NonServiceFailure' | 'Success';
  /** A member or manager was the trouble, not the object itself. */
  readonly isReference: boolean;
}

/** What became of one object. */
export interface Outcome {
  readonly type: 'User' | 'Group';
  readonly sourceId: string;
  readonly sourceName: string;
  readonly action: Action;
  readonly status: 'Success' | 'Skipped' | 'Failure';
  readonly steps: readonly Step[];
  readonly modified: readonly ValueChange[];
  readonly targetId?: string;
  /** Why it was skipped or failed. */
  readonly failure?: Failure;
}

/** Words the answer of a target as the reason of a failure. */
export function failureOf(answer: TargetAnswer, what: string, isReference = false): Failure {
  const code =
    answer.status === 429
      ? 'SystemForCrossDomainIdentityManagementTooManyRequests'
      : answer.status === 0 || answer.status >= 500
        ? 'SystemForCrossDomainIdentityManagementServiceUnavailable'
        : 'SystemForCrossDomainIdentityManagementBadResponse';
  return {
    code,
    reason: `${what}: StatusCode: ${answer.status}; ${answer.text.slice(0, 1_000)}`,
    category: answer.status === 0 || answer.status >= 429 ? 'NonServiceFailure' : 'Failure',
    isReference,
  };
}
