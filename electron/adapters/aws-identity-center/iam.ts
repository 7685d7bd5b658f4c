import { GetPolicyCommand, GetPolicyVersionCommand, ListPoliciesCommand } from '@aws-sdk/client-iam';
import type { Iam } from '../../../shared/ports/identity-center.ts';
import type { AwsConnection } from './aws-connection.ts';
import { pageOf } from './page.ts';

/** IAM gives a thousand policies a page at most. */
const PAGE = { MaxItems: 1000 } as const;

export function awsIam(connection: AwsConnection): Iam {
  const call = <T>(
    operation: string,
    abortSignal: AbortSignal,
    run: (options: { abortSignal: AbortSignal }) => Promise<T>,
  ) => connection.call('iam', operation, abortSignal, () => run({ abortSignal }));
  return {
    listAwsManagedPolicies: ({ nextToken }, signal) =>
      call('ListPolicies', signal, async (options) => {
        const {
          Policies = [],
          IsTruncated,
          Marker,
        } = await connection.clients.iam.send(
          new ListPoliciesCommand({
            Scope: 'AWS',
            ...PAGE,
            ...(nextToken === undefined ? {} : { Marker: nextToken }),
          }),
          options,
        );
        return pageOf(
          Policies.map(({ Arn = '', PolicyName = '', Path = '/', IsAttachable = true }) => ({
            arn: Arn,
            name: PolicyName,
            path: Path,
            attachable: IsAttachable,
          })),
          IsTruncated === true ? Marker : undefined,
        );
      }),
    getPolicy: ({ arn }, signal) =>
      call('GetPolicy', signal, async (options) => {
        const { Policy } = await connection.clients.iam.send(
          new GetPolicyCommand({ PolicyArn: arn }),
          options,
        );
        return Policy?.DefaultVersionId ?? 'v1';
      }),
    getPolicyVersion: ({ arn, versionId }, signal) =>
      call('GetPolicyVersion', signal, async (options) => {
        const { PolicyVersion } = await connection.clients.iam.send(
          new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: versionId }),
          options,
        );
        // RFC 3986 percent-encoding, as the API reference says of Document.
        return decodeURIComponent(PolicyVersion?.Document ?? '');
      }),
  };
}
