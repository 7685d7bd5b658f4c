import { type KeptRead, READ_PARTS, type ReadPart, youngestFitting } from '../../../core/access/kept-read.ts';
import type { KeptReads } from '../../../ports/kept-reads.ts';
import { type AwsCalls, sentSince } from '../aws-calls.ts';
import type { AccessPorts } from '../ports.ts';
import { findInstance } from './instance.ts';
import {
  type OrganizationRead,
  type ReadEvents,
  type ReadOptions,
  readOrganization,
} from './read-organization.ts';

/** Which reads may be used, and whose the new one is. */
export interface Keeping {
  readonly kept: KeptReads;
  /** Milliseconds a kept read may be old; 0 reads again. */
  readonly maxAge: number;
  readonly owner: Pick<KeptRead, 'workspaceId' | 'identityId' | 'identityName'>;
  /** Told where a read that is worth having could not be kept. */
  readonly onUnkept?: (thrown: unknown) => void;
}

export interface ReadOrKept extends OrganizationRead {
  /** Whether nothing was read but the instance. */
  readonly fromKept: boolean;
}

/** @returns what a read with these options has besides the assignments */
const partsOf = (options: ReadOptions): readonly ReadPart[] =>
  READ_PARTS.filter((part) => options[part] === true);

/**
 * Takes a kept read of the same instance where one is young enough and has all that is wanted; else reads the organization, and
 * keeps it. One call asks for the instance in either case, so that nobody is shown an organization that the credentials do not reach.
 *
 * @returns of a kept read the calls and seconds that were spent now
 * @throws WorkbenchError as readOrganization
 */
export async function readOrKept(
  ports: AccessPorts,
  calls: AwsCalls,
  options: ReadOptions,
  { kept, maxAge, owner, onUnkept }: Keeping,
  signal: AbortSignal,
  events: ReadEvents = {},
): Promise<ReadOrKept> {
  const { clock, identityCenter } = ports;
  const begun = clock.now();
  const before = calls.counts;
  if (maxAge > 0) {
    const instance = await findInstance(calls, identityCenter.ssoAdmin, signal, options.instanceArn);
    const reads = await kept.ofInstance(instance.arn);
    const found = youngestFitting(reads, partsOf(options), maxAge, clock.now());
    const after = calls.counts;
    if (found !== undefined)
      return {
        ...found,
        calls: sentSince(before, after),
        seconds: (clock.now() - begun) / 1000,
        fromKept: true,
      };
  }
  const read = await readOrganization(ports, calls, options, signal, events);
  const { firstViewSeconds: _first, ...rest } = read;
  await kept.save({ ...owner, parts: partsOf(options), ...rest }).catch((thrown) => onUnkept?.(thrown));
  return { ...read, fromKept: false };
}
