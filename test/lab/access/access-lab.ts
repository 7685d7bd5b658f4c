import { setMaxListeners } from 'node:events';
import { awsIdentityCenter } from '../../../electron/adapters/aws-identity-center/identity-center.ts';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { Agents } from '../../../electron/adapters/http/agents.ts';
import { awsRequestHandler } from '../../../electron/adapters/http/aws-request-handler.ts';
import { createNodeNetwork } from '../../../electron/adapters/http/node-network.ts';
import type { AccessKey } from '../../../electron/lab/aws/state.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import type { LoggedRequest } from '../../../electron/lab/platform/request-log.ts';
import { AccessIndex } from '../../../shared/core/access/access-index.ts';
import { parseDesired } from '../../../shared/core/access/desired/parse-desired.ts';
import { resolveDesired } from '../../../shared/core/access/desired/resolve-desired.ts';
import { makePlan, type PlanOptions } from '../../../shared/core/access/plan/make-plan.ts';
import type { AccessPlan } from '../../../shared/core/access/plan/plan.ts';
import { AwsCalls, type CallOptions } from '../../../shared/flows/access/aws-calls.ts';
import type { AccessPorts } from '../../../shared/flows/access/ports.ts';
import {
  type OrganizationRead,
  type ReadOptions,
  readOrganization,
} from '../../../shared/flows/access/read/read-organization.ts';
import { SeededRandom } from '../../flows/access/seeded-random.ts';
import { clientOptions } from '../aws/aws-lab.ts';
import { JumpingClock } from './jumping-clock.ts';

/** The flows of access before a Lab, on its time, by the product's own adapter and network. */
export interface AccessLab {
  readonly clock: JumpingClock;
  readonly ports: AccessPorts;
  readonly signal: AbortSignal;
  /** A new process's calls: paced and counted anew. */
  calls(options?: CallOptions): AwsCalls;
  read(options?: ReadOptions, calls?: AwsCalls): Promise<OrganizationRead>;
  /** What the Lab was asked of sso-admin since it was last asked for this. */
  requests(): readonly LoggedRequest[];
  /** Forgets credentials. */
  renew(): void;
}

/** Operations of sso-admin: the Lab's log names the one endpoint of all services. */
const OF_SSO_ADMIN = /PermissionSet|AccountAssignment|ListInstances|^(?:List)?Tag|^Untag/;

/** @param key whose calls they are; a function for one that changes */
export function accessLab(lab: Lab, key?: () => AccessKey): AccessLab {
  const clock = new JumpingClock(lab.ground.clock);
  const agents = new Agents();
  const network = createNodeNetwork({ agentFor: (url, proxy) => agents.for(url, proxy) });
  const { endpoint, region, credentials } = clientOptions(lab);
  const center = awsIdentityCenter({
    endpoint,
    region,
    requestHandler: awsRequestHandler(network, 30_000),
    credentials: key === undefined ? credentials : async () => clientOptions(lab, key()).credentials,
  });
  const ports: AccessPorts = {
    identityCenter: {
      organizations: holding(center.organizations, clock),
      identityStore: holding(center.identityStore, clock),
      ssoAdmin: holding(center.ssoAdmin, clock),
      iam: holding(center.iam, clock),
    },
    clock,
    random: new SeededRandom(1),
    crypto: nodeCrypto,
  };
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const calls = (options?: CallOptions): AwsCalls => new AwsCalls(ports, options);
  let seen = 0;
  return {
    clock,
    ports,
    signal,
    calls,
    read: (options = {}, own = calls()) => readOrganization(ports, own, options, signal),
    requests() {
      const entries = lab.ground.log.list(seen);
      seen = entries.at(-1)?.id ?? seen;
      return entries.filter(({ operation }) => OF_SSO_ADMIN.test(operation));
    },
    renew: () => center.renew(),
  };
}

/** Every method keeps time from jumping until its answer is here. */
function holding<T extends object>(service: T, clock: JumpingClock): T {
  return new Proxy(service, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => clock.hold(async () => method.apply(target, args));
    },
  });
}

/** Everything of a desired state that a read tells. */
export async function indexOf(world: AccessLab): Promise<AccessIndex> {
  const { snapshot } = await world.read({ details: true, provisioning: true });
  return new AccessIndex(snapshot);
}

/** The plan to a desired-state text. */
export function planOn(index: AccessIndex, yaml: string, options: Partial<PlanOptions> = {}): AccessPlan {
  return makePlan(index, resolveDesired(parseDesired(yaml), index), { now: 0, ...options }, nodeCrypto);
}
