import { Hono } from 'hono';
import type { LabEnv } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';

/** What the control routes may do with the Lab as a whole. */
export interface LabControl {
  /** The token of this run, without which nothing is answered. */
  readonly token: string;
  /** Back to what grew from the seed. */
  reset(): Promise<void>;
  snapshot(): string;
  /** @throws SyntaxError, RangeError for text that is no snapshot */
  restore(text: string): void;
}

/** The Lab's control routes; each needs the token of this run. */
export function controlService(_ground: LabGround, _control: LabControl): Hono<LabEnv> {
  return new Hono<LabEnv>();
}
