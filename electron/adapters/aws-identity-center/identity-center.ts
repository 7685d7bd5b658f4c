import type { IdentityCenter } from '../../../shared/ports/identity-center.ts';
import { awsApplications } from './applications.ts';
import { awsAssignments } from './assignments.ts';
import { awsAttributes } from './attributes.ts';
import { AwsConnection, type AwsConnectionOptions } from './aws-connection.ts';
import { awsIam } from './iam.ts';
import { awsIdentityStore } from './identity-store.ts';
import { awsOperations } from './operations.ts';
import { awsOrganizations } from './organizations.ts';
import { permissionSetReads } from './permission-set-reads.ts';
import { permissionSetWrites } from './permission-set-writes.ts';
import { ssoCall } from './sso-call.ts';

/** IAM Identity Center over the AWS SDK; each method is exactly one request. */
export interface AwsIdentityCenter extends IdentityCenter {
  /** Forgets credentials, so that the next call looks for new ones. */
  renew(): void;
}

/**
 * @param options what is absent, the SDK takes from AWS's environment variables and files; without credentials in either, the first
 *   call fails with ERR_AWS_CREDENTIALS_INVALID
 */
export function awsIdentityCenter(options: AwsConnectionOptions): AwsIdentityCenter {
  const connection = new AwsConnection(options);
  const call = ssoCall(connection);
  return {
    organizations: awsOrganizations(connection),
    identityStore: awsIdentityStore(connection),
    iam: awsIam(connection),
    ssoAdmin: {
      ...permissionSetReads(connection, call),
      ...permissionSetWrites(connection, call),
      ...awsAssignments(connection, call),
      ...awsOperations(connection, call),
      ...awsAttributes(connection, call),
      ...awsApplications(connection, call),
    },
    renew: () => connection.renew(),
  };
}
