/** Quotas and constraints of IAM Identity Center (user guide, "Quotas"; API reference). */
export const QUOTAS = {
  permissionSets: 3500,
  permissionSetsPerAccount: 500,
  /** Managed and customer-managed policies together. */
  policiesPerSet: 20,
  /** IAM's own default for the role that a permission set becomes. */
  policiesPerRoleByDefault: 10,
  inlinePolicyCharacters: 10_240,
  inlinePolicyWithWhiteSpace: 32_768,
  users: 100_000,
  groups: 100_000,
  nameLength: 32,
  descriptionLength: 700,
  relayStateLength: 240,
  tags: 50,
  tagKeyLength: 128,
  tagValueLength: 256,
  /** Account assignments that may be in progress at once. */
  assignmentsOutstanding: 15,
  /** ProvisionPermissionSet operations that may be in progress at once. */
  provisioningsOutstanding: 3,
} as const;

/** A permission set's name: 1 to 32 of these (CreatePermissionSet). */
export const SET_NAME = /^[\w+=,.@-]{1,32}$/;
