import { type CatalogueEntry, entry } from './catalogue-entry.ts';

/** What AWS refused: the service, the operation and AWS's own words. */
type AwsRefusal = {
  service: string;
  operation: string;
  reason: string;
};

/** The details of errors about AWS and about changing access. */
export interface AccessErrorDetails {
  ERR_AWS_THROTTLED: AwsRefusal;
  ERR_AWS_CONFLICT: AwsRefusal;
  ERR_AWS_ACCESS_DENIED: AwsRefusal;
  ERR_AWS_NOT_FOUND: AwsRefusal;
  ERR_AWS_VALIDATION: AwsRefusal;
  ERR_AWS_QUOTA: AwsRefusal;
  ERR_AWS_CREDENTIALS_EXPIRED: AwsRefusal;
  ERR_AWS_CREDENTIALS_INVALID: AwsRefusal;
  ERR_AWS_SERVICE: AwsRefusal;
  ERR_AWS_NO_ANSWER: AwsRefusal;
  ERR_ACCESS_NO_INSTANCE: { found: number };
  ERR_ACCESS_DESIRED: { problems: readonly { line: number; column: number; message: string }[] };
  ERR_ACCESS_UNKNOWN_NAME: { kind: string; name: string; near: readonly string[] };
  ERR_ACCESS_AMBIGUOUS: { kind: string; name: string; candidates: readonly string[] };
  ERR_ACCESS_PLAN_UNREADABLE: { reason: string };
  ERR_ACCESS_PLAN_STALE: { differences: readonly string[]; count: number };
  ERR_ACCESS_PLAN_FOREIGN: { expected: string; found: string };
  ERR_ACCESS_JOURNAL_UNREADABLE: { line: number; reason: string };
  ERR_ACCESS_JOURNAL_FOREIGN: { expected: string; found: string };
  ERR_ACCESS_JOURNAL_BUSY: { path: string };
  ERR_ACCESS_STATE_UNKNOWN: { parts: readonly string[] };
  ERR_ACCESS_OPERATION_FAILED: { reason: string };
  ERR_ACCESS_BLOCKED: { by: string };
  ERR_ACCESS_TERRAFORM: { reason: string };
  ERR_ACCESS_TABLE: { problems: readonly { row: number; message: string }[] };
  ERR_ACCESS_VIEW: { name: string };
}

/** The part of the catalogue about AWS and about changing access. */
export const ACCESS_ERRORS: { readonly [Code in keyof AccessErrorDetails]: CatalogueEntry } = {
  ERR_AWS_THROTTLED: entry(
    'AWS answers no more requests for the moment.',
    'Wait a minute, or stop what else calls IAM Identity Center in this organization.',
    1,
    true,
  ),
  ERR_AWS_CONFLICT: entry(
    'AWS is still working on something that this would disturb.',
    'Wait until it has settled, then try again.',
    1,
    true,
  ),
  ERR_AWS_ACCESS_DENIED: entry(
    'AWS does not allow this to the identity that asked.',
    'Use an identity of the management account or a delegated administrator that has this permission.',
    1,
  ),
  ERR_AWS_NOT_FOUND: entry(
    'AWS does not know what was named.',
    'Read the organization again: it may have been deleted.',
    1,
  ),
  ERR_AWS_VALIDATION: entry('AWS does not accept a value.', 'Correct the value that the message names.', 1),
  ERR_AWS_QUOTA: entry('A quota of AWS is used up.', 'Remove what is not needed, or ask AWS for more.', 1),
  ERR_AWS_CREDENTIALS_EXPIRED: entry(
    'The AWS credentials have expired.',
    'Sign in again, then go on: nothing that was done is lost.',
    1,
    true,
  ),
  ERR_AWS_CREDENTIALS_INVALID: entry(
    'AWS does not accept these credentials, or there are none.',
    'Check AWS_PROFILE or the access keys in the environment, and the clock of this machine.',
    1,
  ),
  ERR_AWS_SERVICE: entry('AWS had a fault of its own.', 'Try again in a moment.', 1, true),
  ERR_AWS_NO_ANSWER: entry(
    'The connection broke before AWS answered, so that the outcome is not known.',
    'Read the state again before doing it once more.',
    3,
    true,
  ),
  ERR_ACCESS_NO_INSTANCE: entry(
    'There is no single instance of IAM Identity Center in this Region.',
    'Name the primary Region of Identity Center in AWS_REGION.',
    1,
  ),
  ERR_ACCESS_DESIRED: entry('The desired state cannot be used as it is.', 'Correct the places named.', 2),
  ERR_ACCESS_UNKNOWN_NAME: entry(
    'There is nothing of this name.',
    'Check the spelling; names are compared exactly.',
    2,
  ),
  ERR_ACCESS_AMBIGUOUS: entry('Several things have this name.', 'Name the one you mean by its id.', 2),
  ERR_ACCESS_PLAN_UNREADABLE: entry(
    'This is not a plan that can be read.',
    'Make the plan again with fedbench access plan.',
    2,
  ),
  ERR_ACCESS_PLAN_STALE: entry(
    'The organization has changed since the plan was made; nothing was done.',
    'Make the plan again and look at it before applying.',
    1,
  ),
  ERR_ACCESS_PLAN_FOREIGN: entry(
    'The plan was made for another organization; nothing was done.',
    'Connect to the organization it was made for.',
    2,
  ),
  ERR_ACCESS_JOURNAL_UNREADABLE: entry(
    'The journal cannot be read.',
    'Make a new plan: it holds what is still to do.',
    2,
  ),
  ERR_ACCESS_JOURNAL_FOREIGN: entry(
    'The journal is of another organization; nothing was done.',
    'Connect to the organization it was written for.',
    2,
  ),
  ERR_ACCESS_JOURNAL_BUSY: entry(
    'Another process is working with this journal.',
    'Wait for it, or stop it, then resume.',
    2,
    true,
  ),
  ERR_ACCESS_STATE_UNKNOWN: entry(
    'Parts of the organization could not be read, so that this cannot be answered.',
    'Get the permissions that the parts named are missing.',
    1,
  ),
  ERR_ACCESS_OPERATION_FAILED: entry(
    'AWS accepted the change and then failed to carry it out.',
    'Read the reason AWS gives, mend its cause and resume.',
    1,
  ),
  ERR_ACCESS_BLOCKED: entry(
    'This was not tried, because a change it needs has failed.',
    'Mend the cause of that failure and resume.',
    1,
  ),
  ERR_ACCESS_TERRAFORM: entry(
    'This is not a Terraform state that can be read.',
    'Give the output of terraform show -json.',
    2,
  ),
  ERR_ACCESS_TABLE: entry(
    'This table cannot be read as a list of access.',
    'Mend the rows that are named: one row an assignment, with permission set, account and user or group.',
    2,
  ),
  ERR_ACCESS_VIEW: entry('The view cannot be saved under this name.', 'Choose another name.', 2),
};
