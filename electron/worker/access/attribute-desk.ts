import { randomUUID } from 'node:crypto';
import {
  type AccessAttribute,
  attributeProblems,
} from '../../../shared/core/access/attributes/attributes.ts';
import {
  type AttributePlan,
  planAttributes,
} from '../../../shared/core/access/attributes/plan-attributes.ts';
import { toldAttributes } from '../../../shared/core/access/attributes/told-attributes.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { ApplyReport } from '../../../shared/flows/access/apply/apply-plan.ts';
import { applyAttributes, readAttributes } from '../../../shared/flows/access/attributes/attributes.ts';
import { sentSince } from '../../../shared/flows/access/aws-calls.ts';
import type { DeskContext } from './access-desk.ts';
import type { AccessJobs } from './access-jobs.ts';
import type { SessionFacts } from './access-sessions.ts';

/** Plans that are kept. */
const MOST = 20;

interface Asked {
  readonly facts: SessionFacts;
}

/** Attributes for access control of the organization that was read, whose policies tell who decides by them. */
export class AttributeDesk {
  readonly #jobs: AccessJobs;
  readonly #plans = new Map<string, AttributePlan>();

  constructor(jobs: AccessJobs) {
    this.#jobs = jobs;
  }

  async read({ facts }: Asked, { signal }: DeskContext) {
    const { ports, calls } = this.#jobs.sessions.of(facts);
    const { instance, permissionSets } = this.#jobs.shown().snapshot;
    return toldAttributes(await readAttributes(ports, calls, instance.arn, signal), permissionSets);
  }

  /** @returns the plan for reading, and its key where there is something to apply */
  async plan(
    { facts, attributes }: Asked & { readonly attributes?: readonly AccessAttribute[] },
    { signal }: DeskContext,
  ) {
    const problems = attributeProblems(attributes ?? []);
    if (problems.length > 0) return { changes: [], calls: [], warnings: [], problems };
    const session = this.#jobs.sessions.of(facts);
    const { instance, permissionSets } = this.#jobs.shown().snapshot;
    const before = await readAttributes(session.ports, session.calls, instance.arn, signal);
    const plan = planAttributes(before, attributes, permissionSets);
    const { changes, calls, warnings } = plan;
    if (changes.length === 0) return { changes, calls, warnings, problems };
    const key = randomUUID();
    const [oldest] = this.#plans.keys();
    if (this.#plans.size >= MOST && oldest !== undefined) this.#plans.delete(oldest);
    this.#plans.set(key, plan);
    return { key, changes, calls, warnings, problems };
  }

  /** Carries a kept plan out, and reads back what AWS then has. */
  async apply(
    { facts, key }: Asked & { readonly key: string },
    { signal }: DeskContext,
  ): Promise<ApplyReportOfOne> {
    const plan = this.#plans.get(key);
    if (plan === undefined) throw new WorkbenchError('ERR_PLAN_UNKNOWN', 'plan', { planId: key });
    this.#plans.delete(key);
    const { ports, calls } = this.#jobs.sessions.of(facts);
    const before = calls.counts;
    const begun = ports.clock.now();
    await applyAttributes(ports, calls, this.#jobs.shown().snapshot.instance.arn, plan, signal);
    return {
      applied: plan.changes.length,
      failed: [],
      remaining: 0,
      calls: sentSince(before, calls.counts),
      seconds: (ports.clock.now() - begun) / 1000,
      cancelled: false,
    };
  }
}

/** One call needs no journal: AWS takes all attributes at once or none. */
type ApplyReportOfOne = Omit<ApplyReport, 'journal'>;
