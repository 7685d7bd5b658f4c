import { GraphError } from './graph-error.ts';
import { collection, single } from './odata/query.ts';
import type { ResourceType } from './odata/resource-type.ts';
import { READ_AUDIT_LOGS } from './permissions.ts';
import type { GraphCall, GraphRoute } from './route.ts';

type LogEntry = Readonly<Record<string, unknown>>;

const SIGN_IN: ResourceType<LogEntry> = logType('signIn', 'auditLogs/signIns');
const PROVISIONING: ResourceType<LogEntry> = logType('provisioningObjectSummary', 'auditLogs/provisioning');

/** Sign-ins and what provisioning did, newest first. */
export const auditLogRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: '/auditLogs/signIns',
    operation: 'ListSignIns',
    needs: READ_AUDIT_LOGS,
    run: (call) => collection(call, SIGN_IN, own(call, call.ground.state.entraSignIn.log)),
  },
  {
    method: 'GET',
    path: '/auditLogs/signIns/:id',
    operation: 'GetSignIn',
    needs: READ_AUDIT_LOGS,
    run: (call) => {
      const id = call.param('id');
      const found = own(call, call.ground.state.entraSignIn.log).find((entry) => entry.id === id);
      if (found === undefined)
        throw new GraphError(404, 'UnknownError', 'The sign-in was not found or has expired.');
      return single(call, SIGN_IN, found);
    },
  },
  {
    method: 'GET',
    path: '/auditLogs/provisioning',
    operation: 'ListProvisioning',
    needs: READ_AUDIT_LOGS,
    run: (call) => collection(call, PROVISIONING, own(call, call.ground.state.synchronization.log)),
  },
];

function logType(name: string, set: string): ResourceType<LogEntry> {
  return { name, set, open: true, show: (entry) => entry };
}

/** Members that say whose entry it is, the first one there counts. */
const OWNERS = ['resourceTenantId', 'tenantId', 'homeTenantId'];

function own(call: GraphCall, log: readonly LogEntry[]): readonly LogEntry[] {
  const id = call.tenant.id;
  const found = log.filter((entry) => {
    const owner = OWNERS.map((name) => entry[name]).find((value) => typeof value === 'string');
    return owner === undefined || owner === id;
  });
  return found.reverse();
}
