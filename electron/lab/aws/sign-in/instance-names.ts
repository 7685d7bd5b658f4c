import type { AwsState } from '../state.ts';

/** Names and addresses of an Identity Center instance as a service provider (facts of AWS, section 5); always the real ones. */
export interface InstanceNames {
  /** Sixteen hexadecimal digits: the instance ARN's. */
  readonly instanceId: string;
  /** `d-` and ten hexadecimal digits. */
  readonly directoryId: string;
  readonly entityId: string;
  readonly acs: string;
  readonly portal: string;
}

export function namesOf(aws: Pick<AwsState, 'region' | 'identityStore' | 'identityCenter'>): InstanceNames {
  const directoryId = aws.identityStore.id;
  const instanceId = aws.identityCenter.instanceArn.split('ssoins-')[1] ?? '';
  const base = `https://${aws.region}.signin.aws.amazon.com/platform/saml`;
  return {
    instanceId,
    directoryId,
    entityId: `${base}/${directoryId}`,
    acs: `${base}/acs/${instanceId}`,
    portal: `https://${directoryId}.awsapps.com/start`,
  };
}
