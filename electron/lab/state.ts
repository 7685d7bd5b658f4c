import type { AdfsState } from './adfs/state.ts';
import type { AwsState } from './aws/state.ts';
import type { DirectoryState } from './entra/directory.ts';
import type { EntraSignInState } from './entra/sign-in-state.ts';
import type { SynchronizationState } from './graph/state.ts';
import type { MyAppsState } from './my-apps/state.ts';
import type { PendingState } from './platform/pending.ts';

/** Everything of the Lab that changes. Plain data, maps and sets, so that it can be kept and taken up again. */
export interface LabState {
  /** Name of the seed it grew from. */
  readonly seed: string;
  readonly directory: DirectoryState;
  readonly entraSignIn: EntraSignInState;
  readonly adfs: AdfsState;
  readonly myApps: MyAppsState;
  readonly synchronization: SynchronizationState;
  readonly aws: AwsState;
  readonly pending: PendingState;
}
