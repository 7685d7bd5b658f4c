import type { CallerProbe } from '../core/connections/aws-caller.ts';
import type { AwsKeys } from './aws-credentials.ts';

/** Asks AWS who calls and what it may do, by calls that change nothing. */
export interface AwsCaller {
  /**
   * @param where.endpoint one endpoint for all services; the Region's own where absent
   * @throws WorkbenchError where not even the caller's identity is told: ERR_AWS_CREDENTIALS, ERR_NETWORK_*, ERR_CANCELLED
   */
  probe(
    keys: AwsKeys,
    where: { readonly region: string; readonly endpoint?: string; readonly name: string },
    signal: AbortSignal,
  ): Promise<CallerProbe>;
}
