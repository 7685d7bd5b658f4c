import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import type { Random } from '../../../shared/ports/random.ts';

/** Milliseconds for which a plan can be applied: what it lists may have changed after that. */
const LIFETIME = 10 * 60_000;
const MAX_PLANS = 100;

/** What main's own confirmation says; made from the stored plan, never from what the page sends. */
export interface PlanSummary {
  readonly question: string;
  readonly detail: string;
  /** The label of the button that goes on: a verb. */
  readonly confirm: string;
}

/** A write that waits for its confirmation. */
export interface Plan {
  /** The one channel that may apply it. */
  readonly channel: string;
  readonly windowId: number;
  readonly summary: PlanSummary;
  /** @param progress goes to the page where the channel is a job */
  run(signal: AbortSignal, progress: (value: unknown) => void): Promise<unknown>;
}

interface StoredPlan extends Plan {
  readonly expiresAt: number;
}

/** Plans of all windows: each can be applied once, by its own window, before it expires. */
export class Plans {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #random: Random;
  readonly #confirm: (windowId: number, summary: PlanSummary) => Promise<boolean>;
  readonly #plans = new Map<string, StoredPlan>();

  constructor(parts: {
    clock: Pick<Clock, 'now'>;
    random: Random;
    /** Asks with a dialog that belongs to main and that a page can neither draw, change nor answer. */
    confirm: (windowId: number, summary: PlanSummary) => Promise<boolean>;
  }) {
    this.#clock = parts.clock;
    this.#random = parts.random;
    this.#confirm = parts.confirm;
  }

  /** Keeps a plan. @returns its id, and when it expires in epoch milliseconds */
  keep(plan: Plan): { readonly planId: string; readonly expiresAt: number } {
    for (const oldest of this.#plans.keys()) {
      if (this.#plans.size < MAX_PLANS) break;
      this.#plans.delete(oldest);
    }
    const planId = this.#random.uuid();
    const expiresAt = this.#clock.now() + LIFETIME;
    this.#plans.set(planId, { ...plan, expiresAt });
    return { planId, expiresAt };
  }

  /**
   * Asks for confirmation and runs the stored plan. A declined plan stays; it can be confirmed later.
   *
   * @throws WorkbenchError ERR_PLAN_UNKNOWN for an unknown, used, expired or foreign id; ERR_PLAN_DECLINED
   */
  async apply(
    planId: string,
    channel: string,
    windowId: number,
    signal: AbortSignal,
    progress: (value: unknown) => void = () => undefined,
  ): Promise<unknown> {
    const plan = this.#plans.get(planId);
    if (plan === undefined || plan.channel !== channel || plan.windowId !== windowId) {
      throw unknownPlan(planId);
    }
    // Taken out before the question, so that a second call cannot apply it while the first one waits for its answer.
    this.#plans.delete(planId);
    if (this.#hasExpired(plan)) throw unknownPlan(planId);
    if (!(await this.#confirm(windowId, plan.summary))) {
      this.#plans.set(planId, plan);
      throw new WorkbenchError('ERR_PLAN_DECLINED', 'confirmation', { planId });
    }
    signal.throwIfAborted();
    if (this.#hasExpired(plan)) throw unknownPlan(planId);
    return plan.run(signal, progress);
  }

  /** Forgets the plans of a window that went away. */
  endWindow(windowId: number): void {
    for (const [planId, plan] of this.#plans) {
      if (plan.windowId === windowId) this.#plans.delete(planId);
    }
  }

  #hasExpired(plan: StoredPlan): boolean {
    return this.#clock.now() >= plan.expiresAt;
  }
}

function unknownPlan(planId: string): WorkbenchError {
  return new WorkbenchError('ERR_PLAN_UNKNOWN', 'plan', { planId });
}
