import type { PermissionSet } from '../identity-center.ts';
import { type Call, type Operations, reads, writes } from '../protocol/operation.ts';
import { pageOf } from '../protocol/paging.ts';
import { required } from '../protocol/shape.ts';
import { conflict, notFound, permissionSetOf, quotaExceeded, setResources } from './lookup.ts';
import { customerManagedPolicy, managedPolicyArn, ofPermissionSet, paging } from './members.ts';
import { edit } from './permission-set-edits.ts';

/** Policies of both kinds a permission set may have. */
const MOST = 20;

const ofManaged = { ...ofPermissionSet, ManagedPolicyArn: required(managedPolicyArn) };
const ofCustomer = {
  ...ofPermissionSet,
  CustomerManagedPolicyReference: required(customerManagedPolicy),
};

export const managedPolicyOperations: Operations = {
  AttachManagedPolicyToPermissionSet: writes(ofManaged, {
    resources: setResources,
    run(call, input) {
      const set = permissionSetOf(call, input);
      const arn = input.ManagedPolicyArn;
      const id = set.arn.split('/').at(-1);
      if (has(set, arn))
        throw conflict(
          `Permission set with id ${id} already has a typed link attachment to a manged policy with ${arn}`,
        );
      checkRoom(set);
      change(call, set, (edited) => edited.managedPolicies.set(nameFor(set, arn), arn));
      return {};
    },
  }),

  DetachManagedPolicyFromPermissionSet: writes(ofManaged, {
    resources: setResources,
    run(call, input) {
      const set = permissionSetOf(call, input);
      const arn = input.ManagedPolicyArn;
      if (!has(set, arn)) throw notFound(`Could not find ManagedPolicy with arn ${arn}`);
      change(call, set, (edited) => {
        for (const [name, attached] of edited.managedPolicies)
          if (attached === arn) edited.managedPolicies.delete(name);
      });
      return {};
    },
  }),

  ListManagedPoliciesInPermissionSet: reads(
    { ...ofPermissionSet, ...paging },
    {
      resources: setResources,
      run(call, input) {
        const all = [...permissionSetOf(call, input).managedPolicies.values()].map((Arn) => ({
          Name: Arn.slice(Arn.lastIndexOf('/') + 1),
          Arn,
        }));
        const page = pageOf(all, ({ Arn }) => Arn, input, [call.operation, input.PermissionSetArn]);
        return { AttachedManagedPolicies: page.items, NextToken: page.next };
      },
    },
  ),

  AttachCustomerManagedPolicyReferenceToPermissionSet: writes(ofCustomer, {
    resources: setResources,
    run(call, input) {
      const set = permissionSetOf(call, input);
      const { Name: name, Path: path = '/' } = input.CustomerManagedPolicyReference;
      if (set.customerManagedPolicies.some((policy) => policy.name === name && policy.path === path))
        throw conflict(`Given customer managed policy with name: ${name}  and path ${path} already attached`);
      checkRoom(set);
      change(call, set, (edited) => edited.customerManagedPolicies.push({ name, path }));
      return {};
    },
  }),

  DetachCustomerManagedPolicyReferenceFromPermissionSet: writes(ofCustomer, {
    resources: setResources,
    run(call, input) {
      const set = permissionSetOf(call, input);
      const { Name: name, Path: path = '/' } = input.CustomerManagedPolicyReference;
      const left = set.customerManagedPolicies.filter(
        (policy) => policy.name !== name || policy.path !== path,
      );
      if (left.length === set.customerManagedPolicies.length)
        throw notFound(
          `Given managed policy with name: ${name}  and path ${path} does not exist on PermissionSet`,
        );
      change(call, set, (edited) => {
        edited.customerManagedPolicies = left;
      });
      return {};
    },
  }),

  ListCustomerManagedPolicyReferencesInPermissionSet: reads(
    { ...ofPermissionSet, ...paging },
    {
      resources: setResources,
      run(call, input) {
        const all = permissionSetOf(call, input).customerManagedPolicies.map(({ name, path }) => ({
          Name: name,
          Path: path,
        }));
        const page = pageOf(all, ({ Name, Path }) => `${Path}${Name}`, input, [
          call.operation,
          input.PermissionSetArn,
        ]);
        return { CustomerManagedPolicyReferences: page.items, NextToken: page.next };
      },
    },
  ),
};

function has(set: PermissionSet, arn: string): boolean {
  return [...set.managedPolicies.values()].includes(arn);
}

/** The map goes by name; two policies of one name differ in their path. */
function nameFor(set: PermissionSet, arn: string): string {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return set.managedPolicies.has(name) ? arn : name;
}

function checkRoom(set: PermissionSet): void {
  if (set.managedPolicies.size + set.customerManagedPolicies.length < MOST) return;
  throw quotaExceeded(
    `You have exceeded AWS SSO limits. Cannot create ManagedPolicy more than ${MOST} for id ${set.arn.split('/').at(-1)}. Please refer to https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html`,
  );
}

function change(call: Call, set: PermissionSet, how: (set: PermissionSet) => unknown): void {
  edit(call.aws.identityCenter, set, how);
}
