import type { LabGround } from '../../platform/ground.ts';
import type { AccessKey, AwsState } from '../state.ts';
import { type Members, type Problem, type Structure, structure } from './shape.ts';

/** One call of one operation. */
export interface Call {
  readonly ground: LabGround;
  readonly aws: AwsState;
  readonly operation: string;
  readonly caller: AccessKey;
  /** The Region of the signature. */
  readonly region: string;
  /** Epoch milliseconds of the Lab's time. */
  readonly now: number;
}

/** An operation whose input was read. */
interface Opened {
  readonly problems: readonly Problem[];
  /** ARNs that the caller's policies must allow the action on. */
  resources(call: Call): readonly string[];
  /** @throws AwsError; nothing has changed then */
  run(call: Call): Readonly<Record<string, unknown>>;
}

/** An operation of a service: what it takes, what it needs, what it does. */
export interface Operation {
  /** It changes something, so CloudTrail tells of it as a write. */
  readonly writes: boolean;
  /** @throws AwsError SerializationException where a member is of the wrong type */
  open(input: unknown): Opened;
}

export type Operations = Readonly<Record<string, Operation>>;

interface Parts<M extends Members> {
  readonly resources?: (call: Call, input: Structure<NoInfer<M>>) => readonly string[];
  run(call: Call, input: Structure<NoInfer<M>>): Readonly<Record<string, unknown>>;
}

/** @param members what its input has */
export function reads<M extends Members>(members: M, parts: Parts<M>): Operation {
  return operation(members, parts, false);
}

/** @param members what its input has */
export function writes<M extends Members>(members: M, parts: Parts<M>): Operation {
  return operation(members, parts, true);
}

function operation<M extends Members>(members: M, parts: Parts<M>, isWrite: boolean): Operation {
  const shape = structure(members);
  return {
    writes: isWrite,
    open(value) {
      const problems: Problem[] = [];
      const input = shape(value, '', problems);
      return {
        problems,
        resources: (call) => parts.resources?.(call, input) ?? ['*'],
        run: (call) => parts.run(call, input),
      };
    },
  };
}
