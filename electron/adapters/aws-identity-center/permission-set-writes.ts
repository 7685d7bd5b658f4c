import {
  AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
  AttachManagedPolicyToPermissionSetCommand,
  CreatePermissionSetCommand,
  DeleteInlinePolicyFromPermissionSetCommand,
  DeletePermissionSetCommand,
  DeletePermissionsBoundaryFromPermissionSetCommand,
  DetachCustomerManagedPolicyReferenceFromPermissionSetCommand,
  DetachManagedPolicyFromPermissionSetCommand,
  PutInlinePolicyToPermissionSetCommand,
  PutPermissionsBoundaryToPermissionSetCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdatePermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import type { PermissionSetSettings } from '../../../shared/core/access/model.ts';
import type { SsoAdmin } from '../../../shared/ports/identity-center.ts';
import type { AwsConnection } from './aws-connection.ts';
import { given } from './page.ts';
import { type SsoCall, setOf } from './sso-call.ts';

type Writes = Pick<
  SsoAdmin,
  | 'createPermissionSet'
  | 'updatePermissionSet'
  | 'deletePermissionSet'
  | 'tagResource'
  | 'untagResource'
  | 'attachManagedPolicyToPermissionSet'
  | 'detachManagedPolicyFromPermissionSet'
  | 'attachCustomerManagedPolicyReferenceToPermissionSet'
  | 'detachCustomerManagedPolicyReferenceFromPermissionSet'
  | 'putInlinePolicyToPermissionSet'
  | 'deleteInlinePolicyFromPermissionSet'
  | 'putPermissionsBoundaryToPermissionSet'
  | 'deletePermissionsBoundaryFromPermissionSet'
>;

const settings = ({ description, sessionDuration, relayState }: PermissionSetSettings) =>
  given({ Description: description, SessionDuration: sessionDuration, RelayState: relayState });
const tagsOf = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
const reference = ({ name, path }: { readonly name: string; readonly path: string }) => ({
  Name: name,
  Path: path,
});

export function permissionSetWrites(connection: AwsConnection, call: SsoCall): Writes {
  const sso = () => connection.clients.ssoAdmin;
  const nothing = async (sent: Promise<unknown>): Promise<void> => void (await sent);
  return {
    createPermissionSet: (input, signal) =>
      call('CreatePermissionSet', signal, async (options) => {
        const { PermissionSet } = await sso().send(
          new CreatePermissionSetCommand({
            InstanceArn: input.instanceArn,
            Name: input.name,
            ...settings(input),
            ...(Object.keys(input.tags).length === 0 ? {} : { Tags: tagsOf(input.tags) }),
          }),
          options,
        );
        return PermissionSet?.PermissionSetArn ?? '';
      }),
    updatePermissionSet: (input, signal) =>
      call('UpdatePermissionSet', signal, (options) =>
        nothing(sso().send(new UpdatePermissionSetCommand({ ...setOf(input), ...settings(input) }), options)),
      ),
    deletePermissionSet: (input, signal) =>
      call('DeletePermissionSet', signal, (options) =>
        nothing(sso().send(new DeletePermissionSetCommand(setOf(input)), options)),
      ),
    tagResource: ({ instanceArn, resourceArn, tags }, signal) =>
      call('TagResource', signal, (options) =>
        nothing(
          sso().send(
            new TagResourceCommand({
              InstanceArn: instanceArn,
              ResourceArn: resourceArn,
              Tags: tagsOf(tags),
            }),
            options,
          ),
        ),
      ),
    untagResource: ({ instanceArn, resourceArn, keys }, signal) =>
      call('UntagResource', signal, (options) =>
        nothing(
          sso().send(
            new UntagResourceCommand({
              InstanceArn: instanceArn,
              ResourceArn: resourceArn,
              TagKeys: [...keys],
            }),
            options,
          ),
        ),
      ),
    attachManagedPolicyToPermissionSet: (input, signal) =>
      call('AttachManagedPolicyToPermissionSet', signal, (options) =>
        nothing(
          sso().send(
            new AttachManagedPolicyToPermissionSetCommand({
              ...setOf(input),
              ManagedPolicyArn: input.policyArn,
            }),
            options,
          ),
        ),
      ),
    detachManagedPolicyFromPermissionSet: (input, signal) =>
      call('DetachManagedPolicyFromPermissionSet', signal, (options) =>
        nothing(
          sso().send(
            new DetachManagedPolicyFromPermissionSetCommand({
              ...setOf(input),
              ManagedPolicyArn: input.policyArn,
            }),
            options,
          ),
        ),
      ),
    attachCustomerManagedPolicyReferenceToPermissionSet: (input, signal) =>
      call('AttachCustomerManagedPolicyReferenceToPermissionSet', signal, (options) =>
        nothing(
          sso().send(
            new AttachCustomerManagedPolicyReferenceToPermissionSetCommand({
              ...setOf(input),
              CustomerManagedPolicyReference: reference(input),
            }),
            options,
          ),
        ),
      ),
    detachCustomerManagedPolicyReferenceFromPermissionSet: (input, signal) =>
      call('DetachCustomerManagedPolicyReferenceFromPermissionSet', signal, (options) =>
        nothing(
          sso().send(
            new DetachCustomerManagedPolicyReferenceFromPermissionSetCommand({
              ...setOf(input),
              CustomerManagedPolicyReference: reference(input),
            }),
            options,
          ),
        ),
      ),
    putInlinePolicyToPermissionSet: (input, signal) =>
      call('PutInlinePolicyToPermissionSet', signal, (options) =>
        nothing(
          sso().send(
            new PutInlinePolicyToPermissionSetCommand({ ...setOf(input), InlinePolicy: input.inlinePolicy }),
            options,
          ),
        ),
      ),
    deleteInlinePolicyFromPermissionSet: (input, signal) =>
      call('DeleteInlinePolicyFromPermissionSet', signal, (options) =>
        nothing(sso().send(new DeleteInlinePolicyFromPermissionSetCommand(setOf(input)), options)),
      ),
    putPermissionsBoundaryToPermissionSet: (input, signal) =>
      call('PutPermissionsBoundaryToPermissionSet', signal, (options) =>
        nothing(
          sso().send(
            new PutPermissionsBoundaryToPermissionSetCommand({
              ...setOf(input),
              PermissionsBoundary:
                input.boundary.kind === 'managed'
                  ? { ManagedPolicyArn: input.boundary.arn }
                  : { CustomerManagedPolicyReference: reference(input.boundary) },
            }),
            options,
          ),
        ),
      ),
    deletePermissionsBoundaryFromPermissionSet: (input, signal) =>
      call('DeletePermissionsBoundaryFromPermissionSet', signal, (options) =>
        nothing(sso().send(new DeletePermissionsBoundaryFromPermissionSetCommand(setOf(input)), options)),
      ),
  };
}
