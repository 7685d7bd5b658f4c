import {
  CreateInstanceAccessControlAttributeConfigurationCommand,
  DeleteInstanceAccessControlAttributeConfigurationCommand,
  DescribeInstanceAccessControlAttributeConfigurationCommand,
  UpdateInstanceAccessControlAttributeConfigurationCommand,
} from '@aws-sdk/client-sso-admin';
import { type AccessAttribute, ATTRIBUTE_STATES } from '../../../shared/core/access/attributes/attributes.ts';
import type { SsoAdmin } from '../../../shared/ports/identity-center.ts';
import type { AwsConnection } from './aws-connection.ts';
import { given } from './page.ts';
import type { SsoCall } from './sso-call.ts';

type Attributes = Pick<
  SsoAdmin,
  'describeAttributes' | 'createAttributes' | 'updateAttributes' | 'deleteAttributes'
>;

const configuration = (attributes: readonly AccessAttribute[]) => ({
  InstanceAccessControlAttributeConfiguration: {
    AccessControlAttributes: attributes.map(({ key, source }) => ({ Key: key, Value: { Source: [source] } })),
  },
});

export function awsAttributes(connection: AwsConnection, call: SsoCall): Attributes {
  const sso = () => connection.clients.ssoAdmin;
  return {
    describeAttributes: ({ instanceArn }, signal) =>
      call('DescribeInstanceAccessControlAttributeConfiguration', signal, async (options) => {
        const { Status, StatusReason, InstanceAccessControlAttributeConfiguration } = await sso().send(
          new DescribeInstanceAccessControlAttributeConfigurationCommand({ InstanceArn: instanceArn }),
          options,
        );
        const { AccessControlAttributes = [] } = InstanceAccessControlAttributeConfiguration ?? {};
        return {
          state: ATTRIBUTE_STATES.find((state) => state === Status) ?? 'ENABLED',
          ...given({ reason: StatusReason }),
          attributes: AccessControlAttributes.map(({ Key = '', Value }) => ({
            key: Key,
            source: Value?.Source?.[0] ?? '',
          })),
        };
      }),
    createAttributes: ({ instanceArn, attributes }, signal) =>
      call('CreateInstanceAccessControlAttributeConfiguration', signal, async (options) => {
        await sso().send(
          new CreateInstanceAccessControlAttributeConfigurationCommand({
            InstanceArn: instanceArn,
            ...configuration(attributes),
          }),
          options,
        );
      }),
    updateAttributes: ({ instanceArn, attributes }, signal) =>
      call('UpdateInstanceAccessControlAttributeConfiguration', signal, async (options) => {
        await sso().send(
          new UpdateInstanceAccessControlAttributeConfigurationCommand({
            InstanceArn: instanceArn,
            ...configuration(attributes),
          }),
          options,
        );
      }),
    deleteAttributes: ({ instanceArn }, signal) =>
      call('DeleteInstanceAccessControlAttributeConfiguration', signal, async (options) => {
        await sso().send(
          new DeleteInstanceAccessControlAttributeConfigurationCommand({ InstanceArn: instanceArn }),
          options,
        );
      }),
  };
}
