import { randomBytes } from 'node:crypto';
import { IdentitystoreClient, ListUsersCommand } from '@aws-sdk/client-identitystore';
import {
  DescribeOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { SSOClientConfig } from '@aws-sdk/client-sso';
import {
  DeletePermissionSetCommand,
  ListInstancesCommand,
  ListPermissionSetsCommand,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { CallerProbe, ProbeCall } from '../../../shared/core/connections/aws-caller.ts';
import { awsEndpoint } from '../../../shared/core/connections/clouds.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { AwsCaller } from '../../../shared/ports/aws-caller.ts';
import { credentialsError } from './aws-error.ts';

/** Finds out by calls that change nothing; see `judgeCaller` for what they tell. */
export function sdkCaller(requestHandler: NonNullable<SSOClientConfig['requestHandler']>): AwsCaller {
  return {
    async probe(keys, { region, endpoint, name }, signal): Promise<CallerProbe> {
      const { accessKeyId, secretAccessKey, sessionToken } = keys;
      const client = (service: Parameters<typeof awsEndpoint>[0]) => ({
        region,
        endpoint: endpoint ?? awsEndpoint(service, region),
        credentials: {
          accessKeyId,
          secretAccessKey,
          ...(sessionToken === undefined ? {} : { sessionToken }),
        },
        requestHandler,
        maxAttempts: 3,
      });
      const options = { abortSignal: signal };
      const caller = await new STSClient(client('sts'))
        .send(new GetCallerIdentityCommand({}), options)
        .catch((thrown) => {
          throw credentialsError(thrown, name);
        });
      const calls: ProbeCall[] = [];
      async function tried<T>(
        service: ProbeCall['service'],
        operation: string,
        call: () => Promise<T>,
      ): Promise<T | undefined> {
        try {
          const answer = await call();
          calls.push({ service, operation, outcome: 'allowed' });
          return answer;
        } catch (thrown) {
          if (thrown instanceof WorkbenchError) throw thrown;
          const code = thrown instanceof Error ? thrown.name : 'unknown';
          calls.push({ service, operation, outcome: outcomeOf(code), code });
          return undefined;
        }
      }
      const admin = new SSOAdminClient(client('sso-admin'));
      const organizations = new OrganizationsClient(client('organizations'));
      const listed = await tried('sso-admin', 'ListInstances', () =>
        admin.send(new ListInstancesCommand({}), options),
      );
      const instance = listed?.Instances?.[0];
      const organization = await tried('organizations', 'DescribeOrganization', () =>
        organizations.send(new DescribeOrganizationCommand({}), options),
      );
      const delegated = await tried('organizations', 'ListDelegatedAdministrators', () =>
        organizations.send(
          new ListDelegatedAdministratorsCommand({ ServicePrincipal: 'sso.amazonaws.com' }),
          options,
        ),
      );
      const { InstanceArn, IdentityStoreId } = instance ?? {};
      if (InstanceArn !== undefined) {
        await tried('sso-admin', 'ListPermissionSets', () =>
          admin.send(new ListPermissionSetsCommand({ InstanceArn, MaxResults: 1 }), options),
        );
        await tried('sso-admin', 'DeletePermissionSet', () =>
          admin.send(
            new DeletePermissionSetCommand({ InstanceArn, PermissionSetArn: noSuchSet(InstanceArn) }),
            options,
          ),
        );
      }
      if (IdentityStoreId !== undefined) {
        const store = new IdentitystoreClient(client('identitystore'));
        await tried('identitystore', 'ListUsers', () =>
          store.send(new ListUsersCommand({ IdentityStoreId, MaxResults: 1 }), options),
        );
      }
      return {
        arn: caller.Arn ?? '',
        accountId: caller.Account ?? '',
        ...(organization?.Organization?.MasterAccountId === undefined
          ? {}
          : { managementAccountId: organization.Organization.MasterAccountId }),
        ...(delegated?.DelegatedAdministrators === undefined
          ? {}
          : { delegatedAdministrators: delegated.DelegatedAdministrators.flatMap(({ Id }) => Id ?? []) }),
        ...(InstanceArn === undefined ? {} : { instanceArn: InstanceArn }),
        ...(IdentityStoreId === undefined ? {} : { identityStoreId: IdentityStoreId }),
        calls,
      };
    },
  };
}

/** An ARN of the right form that no permission set has: 64 random bits. */
function noSuchSet(instanceArn: string): string {
  return `arn:${instanceArn.split(':')[1] ?? 'aws'}:sso:::permissionSet/${instanceArn.split('/')[1] ?? ''}/ps-${randomBytes(8).toString('hex')}`;
}

function outcomeOf(code: string): ProbeCall['outcome'] {
  if (/AccessDenied|UnauthorizedOperation|NotAuthorized/.test(code)) return 'denied';
  return /NotFound|AWSOrganizationsNotInUse/.test(code) ? 'absent' : 'failed';
}
