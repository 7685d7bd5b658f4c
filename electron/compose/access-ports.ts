import './quiet-aws-sdk.ts';
import type { AccessPorts } from '../../shared/flows/access/ports.ts';
import type { AwsConnectionOptions } from '../adapters/aws-identity-center/aws-connection.ts';
import { callerAccount } from '../adapters/aws-identity-center/caller-account.ts';
import { awsIdentityCenter } from '../adapters/aws-identity-center/identity-center.ts';
import { nodeCrypto } from '../adapters/crypto/node-crypto.ts';
import { systemClock } from './system-clock.ts';
import { systemRandom } from './system-random.ts';

export { createJournal, type JournalFile, openJournal } from '../adapters/files/journal-file.ts';
export { spreadsheets } from '../adapters/spreadsheet/read-tables.ts';
export { xlsxOf } from '../adapters/spreadsheet/xlsx.ts';

/** What the flows of access stand on outside a test. */
export interface LiveAccess {
  readonly ports: AccessPorts;
  /** Forgets credentials, so that the next call looks for new ones. */
  renew(): void;
  /** The account of whoever asks, where AWS says it. */
  callerAccount(signal: AbortSignal): Promise<string | undefined>;
}

/** @param options what is absent comes from AWS's own environment variables and files */
export function liveAccess(options: AwsConnectionOptions = {}): LiveAccess {
  const identityCenter = awsIdentityCenter(options);
  return {
    ports: { identityCenter, clock: systemClock, random: systemRandom, crypto: nodeCrypto },
    renew: () => identityCenter.renew(),
    callerAccount: (signal) => callerAccount(options, signal),
  };
}
