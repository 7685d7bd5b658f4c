/** How much is added to what a seed names. */
export interface Scale {
  readonly users: number;
  readonly groups: number;
  readonly accounts: number;
  readonly permissionSets: number;
  readonly assignments: number;
}

/** The members of a scale, in the order in which they are written. */
export const SCALE_NAMES = ['users', 'groups', 'accounts', 'permissionSets', 'assignments'] as const;

/** The most of each that a Lab is meant for. */
export const LARGEST_SCALE: Scale = {
  users: 200_000,
  groups: 10_000,
  accounts: 10_000,
  permissionSets: 2_000,
  assignments: 500_000,
};
