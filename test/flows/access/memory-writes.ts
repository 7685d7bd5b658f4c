import type { SsoAdmin } from '../../../shared/ports/identity-center.ts';
import { refusal } from './memory-gate.ts';
import type { MemoryIdentityCenter } from './memory-identity-center.ts';
import type { FullSet } from './memory-state.ts';

type Reads = Extract<keyof SsoAdmin, `${'list' | 'describe' | 'get'}${string}`>;

export function memoryWrites(center: MemoryIdentityCenter): Omit<SsoAdmin, Reads | `${string}Attributes`> {
  const { state } = center;
  const call = <T>(name: string, input: object, signal: AbortSignal, run: () => T) =>
    center.call('sso-admin', name, input, signal, run);
  const write =
    (name: string) =>
    (input: { permissionSetArn: string }, change: (set: FullSet) => Partial<FullSet>, signal: AbortSignal) =>
      call(name, input, signal, () =>
        state.change(input.permissionSetArn, change(center.set(input.permissionSetArn, name))),
      );
  const policyKey = (policy: { path: string; name: string }): string => policy.path + policy.name;
  const again = (name: string, there: boolean): void => {
    if (there) throw refusal('ERR_AWS_CONFLICT', 'sso-admin', name, 'already attached');
  };
  return {
    createPermissionSet: (input, signal) =>
      call('CreatePermissionSet', input, signal, () => {
        if ([...state.sets.values()].some(({ name }) => name === input.name)) {
          center.violations.push(`CreatePermissionSet ${input.name}`);
          throw refusal('ERR_AWS_CONFLICT', 'sso-admin', 'CreatePermissionSet', 'name is in use');
        }
        const arn = `arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-${Buffer.from(center.random.bytes(8)).toString('hex')}`;
        const { name, tags, sessionDuration = 'PT1H', description, relayState } = input;
        state.versions.set(arn, 1);
        state.sets.set(arn, {
          arn,
          name,
          sessionDuration,
          tags,
          managedPolicies: [],
          customerManagedPolicies: [],
          inlinePolicy: '',
          boundary: { kind: 'none' },
          ...(description === undefined ? {} : { description }),
          ...(relayState === undefined ? {} : { relayState }),
        });
        return arn;
      }),
    updatePermissionSet: ({ description, sessionDuration, relayState, ...input }, signal) =>
      write('UpdatePermissionSet')(
        input,
        () => ({
          ...(description === undefined ? {} : { description }),
          ...(sessionDuration === undefined ? {} : { sessionDuration }),
          ...(relayState === undefined ? {} : { relayState }),
        }),
        signal,
      ),
    deletePermissionSet: (input, signal) =>
      call('DeletePermissionSet', input, signal, () => {
        center.set(input.permissionSetArn, 'DeletePermissionSet');
        if (
          [...state.provisioned.values()].some(
            ({ permissionSetArn }) => permissionSetArn === input.permissionSetArn,
          )
        )
          throw refusal('ERR_AWS_CONFLICT', 'sso-admin', 'DeletePermissionSet', 'still provisioned');
        state.sets.delete(input.permissionSetArn);
      }),
    tagResource: (input, signal) =>
      write('TagResource')(
        { permissionSetArn: input.resourceArn },
        ({ tags }) => ({ tags: { ...tags, ...input.tags } }),
        signal,
      ),
    untagResource: (input, signal) =>
      write('UntagResource')(
        { permissionSetArn: input.resourceArn },
        ({ tags }) => ({
          tags: Object.fromEntries(Object.entries(tags).filter(([key]) => !input.keys.includes(key))),
        }),
        signal,
      ),
    attachManagedPolicyToPermissionSet: (input, signal) =>
      write('AttachManagedPolicyToPermissionSet')(
        input,
        ({ managedPolicies }) => {
          again('AttachManagedPolicyToPermissionSet', managedPolicies.includes(input.policyArn));
          return { managedPolicies: [...managedPolicies, input.policyArn] };
        },
        signal,
      ),
    detachManagedPolicyFromPermissionSet: (input, signal) =>
      write('DetachManagedPolicyFromPermissionSet')(
        input,
        ({ managedPolicies }) => ({
          managedPolicies: managedPolicies.filter((arn) => arn !== input.policyArn),
        }),
        signal,
      ),
    attachCustomerManagedPolicyReferenceToPermissionSet: (input, signal) =>
      write('AttachCustomerManagedPolicyReferenceToPermissionSet')(
        input,
        ({ customerManagedPolicies }) => {
          again(
            'AttachCustomerManagedPolicyReferenceToPermissionSet',
            customerManagedPolicies.some((known) => policyKey(known) === policyKey(input)),
          );
          return {
            customerManagedPolicies: [...customerManagedPolicies, { name: input.name, path: input.path }],
          };
        },
        signal,
      ),
    detachCustomerManagedPolicyReferenceFromPermissionSet: (input, signal) =>
      write('DetachCustomerManagedPolicyReferenceFromPermissionSet')(
        input,
        ({ customerManagedPolicies }) => ({
          customerManagedPolicies: customerManagedPolicies.filter(
            (known) => policyKey(known) !== policyKey(input),
          ),
        }),
        signal,
      ),
    putInlinePolicyToPermissionSet: (input, signal) =>
      write('PutInlinePolicyToPermissionSet')(input, () => ({ inlinePolicy: input.inlinePolicy }), signal),
    deleteInlinePolicyFromPermissionSet: (input, signal) =>
      write('DeleteInlinePolicyFromPermissionSet')(input, () => ({ inlinePolicy: '' }), signal),
    putPermissionsBoundaryToPermissionSet: (input, signal) =>
      write('PutPermissionsBoundaryToPermissionSet')(input, () => ({ boundary: input.boundary }), signal),
    deletePermissionsBoundaryFromPermissionSet: (input, signal) =>
      write('DeletePermissionsBoundaryFromPermissionSet')(
        input,
        () => ({ boundary: { kind: 'none' } }),
        signal,
      ),
    createAccountAssignment: ({ accountId, permissionSetArn, principalType, principalId, ...rest }, signal) =>
      call('CreateAccountAssignment', { ...rest, accountId }, signal, () => {
        center.set(permissionSetArn, 'CreateAccountAssignment');
        const { requestId, status, createdAt } = center.start('create', permissionSetArn, {
          accountId,
          permissionSetArn,
          principalType,
          principalId,
        });
        return { requestId, status, createdAt };
      }),
    deleteAccountAssignment: ({ accountId, permissionSetArn, principalType, principalId, ...rest }, signal) =>
      call('DeleteAccountAssignment', { ...rest, accountId }, signal, () => {
        center.set(permissionSetArn, 'DeleteAccountAssignment');
        const { requestId, status, createdAt } = center.start('delete', permissionSetArn, {
          accountId,
          permissionSetArn,
          principalType,
          principalId,
        });
        return { requestId, status, createdAt };
      }),
    provisionPermissionSet: (input, signal) =>
      call('ProvisionPermissionSet', input, signal, () => {
        center.set(input.permissionSetArn, 'ProvisionPermissionSet');
        const { requestId, status } = center.start('provision', input.permissionSetArn);
        return { requestId, status };
      }),
  };
}
