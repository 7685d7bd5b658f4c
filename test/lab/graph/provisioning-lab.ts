import { IdentityStore } from '../../../electron/lab/aws/identity-store.ts';
import type { ProvisioningEvent, SynchronizationJob } from '../../../electron/lab/graph/state.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { GraphClient } from './graph-client.ts';

export const HOUR = 3_600_000;
export const CYCLE = 40 * 60_000;

/** A Lab whose provisioning a test moves on by the clock. */
export class ProvisioningLab extends GraphClient {
  constructor(lab: Lab) {
    super(lab);
  }

  get job(): SynchronizationJob {
    const [job] = this.lab.state.synchronization.jobs.values();
    if (job === undefined) throw new RangeError('no job');
    return job;
  }

  get store(): IdentityStore {
    return new IdentityStore(this.lab.state.aws.identityStore);
  }

  get log(): readonly ProvisioningEvent[] {
    return this.lab.state.synchronization.log;
  }

  /** The status as Graph tells it. */
  async status(): Promise<Readonly<Record<string, unknown>>> {
    return (await this.get(this.jobPath)).body.status as Readonly<Record<string, unknown>>;
  }

  /** Moves the clock, lets what is due begin and waits until no cycle is running or due. */
  async pass(milliseconds: number): Promise<void> {
    const { clock, pending } = this.lab.ground;
    clock.advance(milliseconds);
    await this.settled(() => pending.runDue());
  }

  async settled(wake: () => void = () => undefined): Promise<void> {
    const { clock, pending } = this.lab.ground;
    const started = performance.now();
    for (;;) {
      wake();
      await new Promise((resolve) => setTimeout(resolve, 2));
      const [first] = pending.list();
      const isDue = first !== undefined && first.due <= clock.now();
      if (this.job.memory.current === undefined && !isDue) return;
      if (performance.now() - started > 20_000) throw new Error('the cycle does not end');
    }
  }

  /** Runs the next cycle. */
  cycle(): Promise<void> {
    return this.pass(CYCLE);
  }

  /** Names of the members that AWS has of a group. */
  members(groupName: string): readonly string[] {
    const { store } = this;
    const group = store.groupByName(groupName);
    if (group === undefined) return [];
    return [...store.membersOf(group.groupId).keys()].map((id) => store.state.users.get(id)?.userName ?? id);
  }

  /** SCIM requests that change something, as the Lab's log has them. */
  writes(): readonly string[] {
    return this.lab.ground.log
      .list()
      .filter(({ service, method }) => service === 'scim' && method !== 'GET')
      .map(({ operation }) => operation);
  }
}
