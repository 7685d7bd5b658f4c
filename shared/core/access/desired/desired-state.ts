import type { CustomerManagedPolicy, PermissionSetSettings, PermissionsBoundary } from '../model.ts';
import type { Place } from './located-yaml.ts';

/** What a permission set shall be. A member that is absent stays as it is; one that is empty is taken away. */
export interface DesiredPermissionSet extends PermissionSetSettings {
  readonly name: string;
  readonly place: Place;
  /** True where the set shall not exist. */
  readonly absent: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  /** ARNs; the whole list. */
  readonly managedPolicies?: readonly string[];
  readonly customerManagedPolicies?: readonly CustomerManagedPolicy[];
  /** JSON text; empty for none. */
  readonly inlinePolicy?: string;
  readonly boundary?: PermissionsBoundary;
}

/** A name or id with where it stands. */
export interface NamedItem {
  readonly by: 'name' | 'id';
  readonly value: string;
  readonly place: Place;
}

export interface AccountSelector {
  readonly by: 'id' | 'name' | 'ou' | 'tag' | 'all';
  readonly value: string;
  /** For tags: the value that the tag named by `value` must have. */
  readonly tagValue?: string;
  readonly place: Place;
}

/** Every one of these principals has every one of these sets in every one of these accounts. */
export interface DesiredAssignments {
  readonly place: Place;
  /** True where these assignments shall not exist. */
  readonly absent: boolean;
  readonly permissionSets: readonly NamedItem[];
  readonly groups: readonly NamedItem[];
  readonly users: readonly NamedItem[];
  readonly accounts: readonly AccountSelector[];
}

/** A desired-state file after reading, before its names are looked up. */
export interface DesiredState {
  readonly permissionSets: readonly DesiredPermissionSet[];
  readonly assignments: readonly DesiredAssignments[];
}

/** The version this product writes and reads. */
export const DESIRED_VERSION = 1;
