import { type Call, type Operations, reads, writes } from '../protocol/operation.ts';
import { list, required, structure, text } from '../protocol/shape.ts';
import { checkInstance, conflict, instanceResource, invalid, notFound } from './lookup.ts';
import { ofInstance } from './members.ts';

const configuration = structure({
  AccessControlAttributes: required(
    list(
      structure({
        Key: required(text({ min: 1, max: 128, pattern: '[\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@]+' })),
        Value: required(
          structure({
            Source: required(
              list(
                text({ min: 0, max: 256, pattern: '[\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@\\[\\]\\{\\}\\$\\\\"]*' }),
                1,
                1,
              ),
            ),
          }),
        ),
      }),
      0,
      50,
    ),
  ),
});

interface Configuration {
  readonly AccessControlAttributes: readonly {
    readonly Key: string;
    readonly Value: { readonly Source: readonly string[] };
  }[];
}

const withConfiguration = {
  ...ofInstance,
  InstanceAccessControlAttributeConfiguration: required(configuration),
};

/** Attributes for access control (ABAC) of the instance. */
export const accessControlAttributeOperations: Operations = {
  CreateInstanceAccessControlAttributeConfiguration: writes(withConfiguration, {
    resources: instanceResource,
    run(call, input) {
      checkInstance(call, input.InstanceArn);
      if (call.aws.identityCenter.accessControlAttributes !== undefined)
        throw conflict('InstanceAccessControlAttributeConfiguration already exists.');
      set(call, input.InstanceAccessControlAttributeConfiguration);
      return {};
    },
  }),

  UpdateInstanceAccessControlAttributeConfiguration: writes(withConfiguration, {
    resources: instanceResource,
    run(call, input) {
      current(call, input.InstanceArn);
      set(call, input.InstanceAccessControlAttributeConfiguration);
      return {};
    },
  }),

  DescribeInstanceAccessControlAttributeConfiguration: reads(ofInstance, {
    resources: instanceResource,
    run(call, input) {
      const attributes = current(call, input.InstanceArn).map(({ key, sources }) => ({
        Key: key,
        Value: { Source: sources },
      }));
      return {
        Status: 'ENABLED',
        InstanceAccessControlAttributeConfiguration: { AccessControlAttributes: attributes },
      };
    },
  }),

  DeleteInstanceAccessControlAttributeConfiguration: writes(ofInstance, {
    resources: instanceResource,
    run(call, input) {
      current(call, input.InstanceArn);
      delete call.aws.identityCenter.accessControlAttributes;
      return {};
    },
  }),
};

function current(call: Call, instanceArn: string): readonly { key: string; sources: string[] }[] {
  checkInstance(call, instanceArn);
  const { accessControlAttributes } = call.aws.identityCenter;
  if (accessControlAttributes === undefined)
    throw notFound('InstanceAccessControlAttributeConfiguration does not exist.');
  return accessControlAttributes;
}

function set(call: Call, given: Configuration): void {
  const attributes = given.AccessControlAttributes.map(({ Key, Value }) => ({
    key: Key,
    sources: [...Value.Source],
  }));
  if (new Set(attributes.map(({ key }) => key)).size < attributes.length)
    throw invalid('AccessControlAttributes has a key more than once.');
  call.aws.identityCenter.accessControlAttributes = attributes;
}
