import { type Operations, reads, writes } from '../protocol/operation.ts';
import { required, structure, text } from '../protocol/shape.ts';
import { invalid, notFound, permissionSetOf, quotaExceeded, setResources } from './lookup.ts';
import { customerManagedPolicy, managedPolicyArn, ofPermissionSet } from './members.ts';
import { edit } from './permission-set-edits.ts';

/** Characters of an inline policy that are no white space. */
const MOST = 10_240;

const inlinePolicy = text({ min: 1, max: 32_768, pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+' });

/** The inline policy and the permissions boundary of a permission set: at most one of each. */
export const inlinePolicyOperations: Operations = {
  PutInlinePolicyToPermissionSet: writes(
    { ...ofPermissionSet, InlinePolicy: required(inlinePolicy) },
    {
      resources: setResources,
      run(call, input) {
        const set = permissionSetOf(call, input);
        if (!isJsonObject(input.InlinePolicy)) throw invalid('Syntax errors in policy.');
        if (input.InlinePolicy.replace(/\s/g, '').length > MOST)
          throw quotaExceeded(`The inline policy exceeds ${MOST} non-whitespace characters.`);
        edit(call.aws.identityCenter, set, (edited) => {
          edited.inlinePolicy = input.InlinePolicy;
        });
        return {};
      },
    },
  ),

  GetInlinePolicyForPermissionSet: reads(ofPermissionSet, {
    resources: setResources,
    run: (call, input) => ({ InlinePolicy: permissionSetOf(call, input).inlinePolicy ?? '' }),
  }),

  DeleteInlinePolicyFromPermissionSet: writes(ofPermissionSet, {
    resources: setResources,
    run(call, input) {
      const set = permissionSetOf(call, input);
      if (set.inlinePolicy !== undefined)
        edit(call.aws.identityCenter, set, (edited) => {
          delete edited.inlinePolicy;
        });
      return {};
    },
  }),

  PutPermissionsBoundaryToPermissionSet: writes(
    {
      ...ofPermissionSet,
      PermissionsBoundary: required(
        structure({
          CustomerManagedPolicyReference: customerManagedPolicy,
          ManagedPolicyArn: managedPolicyArn,
        }),
      ),
    },
    {
      resources: setResources,
      run(call, input) {
        const set = permissionSetOf(call, input);
        const { CustomerManagedPolicyReference: customer, ManagedPolicyArn: managed } =
          input.PermissionsBoundary;
        if ((customer === undefined) === (managed === undefined))
          throw invalid(
            'PermissionsBoundary must have either CustomerManagedPolicyReference or ManagedPolicyArn.',
          );
        edit(call.aws.identityCenter, set, (edited) => {
          if (managed !== undefined) edited.permissionsBoundary = { managedPolicyArn: managed };
          if (customer !== undefined)
            edited.permissionsBoundary = {
              customerManaged: { name: customer.Name, path: customer.Path ?? '/' },
            };
        });
        return {};
      },
    },
  ),

  GetPermissionsBoundaryForPermissionSet: reads(ofPermissionSet, {
    resources: setResources,
    run(call, input) {
      const { permissionsBoundary: boundary } = permissionSetOf(call, input);
      if (boundary === undefined) throw notFound('PermissionsBoundary does not exist on the PermissionSet.');
      return {
        PermissionsBoundary:
          'managedPolicyArn' in boundary
            ? { ManagedPolicyArn: boundary.managedPolicyArn }
            : {
                CustomerManagedPolicyReference: {
                  Name: boundary.customerManaged.name,
                  Path: boundary.customerManaged.path,
                },
              },
      };
    },
  }),

  DeletePermissionsBoundaryFromPermissionSet: writes(ofPermissionSet, {
    resources: setResources,
    run(call, input) {
      const set = permissionSetOf(call, input);
      if (set.permissionsBoundary === undefined)
        throw notFound('PermissionsBoundary does not exist on the PermissionSet.');
      edit(call.aws.identityCenter, set, (edited) => {
        delete edited.permissionsBoundary;
      });
      return {};
    },
  }),
};

function isJsonObject(document: string): boolean {
  try {
    const value: unknown = JSON.parse(document);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
