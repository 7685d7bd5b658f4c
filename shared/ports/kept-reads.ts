import type { KeptRead } from '../core/access/kept-read.ts';

/** Complete reads of organizations, kept on this machine: the latest of each instance and workspace. */
export interface KeptReads {
  /**
   * Puts a read in the place of the one of the same instance and workspace.
   *
   * @throws WorkbenchError ERR_STORE_*
   */
  save(read: KeptRead): Promise<void>;
  /** @returns those of an instance, by whichever workspace; what cannot be read is left out, since it can be read from AWS again */
  ofInstance(instanceArn: string): Promise<readonly KeptRead[]>;
  /** @returns the latest of a workspace */
  ofWorkspace(workspaceId: string): Promise<KeptRead | undefined>;
  /** Forgets every read of an instance, because it is being changed. Does nothing where there is none. */
  forget(instanceArn: string): Promise<void>;
}
