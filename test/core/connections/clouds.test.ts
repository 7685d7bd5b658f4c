import { describe, expect, it } from 'vitest';
import {
  AWS_PARTITIONS,
  AWS_SERVICES,
  AZURE_CLOUDS,
  awsEndpoint,
  awsPartition,
  azureCloud,
  identityCenterConsole,
  partitionOfRegion,
} from '../../../shared/core/connections/clouds.ts';

describe('every cloud of Microsoft', () => {
  it.each(AZURE_CLOUDS)('%s has hosts of its own', (id) => {
    const cloud = azureCloud(id);
    const hosts = [
      cloud.login,
      cloud.graph,
      cloud.resourceManager,
      cloud.cognitiveServices,
      cloud.entraPortal,
      cloud.azurePortal,
    ];
    for (const host of hosts) expect(new URL(host).origin).toBe(host);
    const others = AZURE_CLOUDS.filter((other) => other !== id).map(azureCloud);
    for (const other of others) expect(hosts).not.toContain(other.graph);
  });

  it('has the addresses its documentation gives', () => {
    expect(AZURE_CLOUDS.map((id) => azureCloud(id).login)).toEqual([
      'https://login.microsoftonline.com',
      'https://login.microsoftonline.us',
      'https://login.partner.microsoftonline.cn',
    ]);
    expect(AZURE_CLOUDS.map((id) => azureCloud(id).graph)).toEqual([
      'https://graph.microsoft.com',
      'https://graph.microsoft.us',
      'https://microsoftgraph.chinacloudapi.cn',
    ]);
  });
});

const REGIONS = [
  ['us-east-1', 'aws'],
  ['ap-southeast-2', 'aws'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-gov-east-1', 'aws-us-gov'],
  ['cn-north-1', 'aws-cn'],
  ['cn-northwest-1', 'aws-cn'],
] as const;

describe('every partition of AWS', () => {
  it.each(REGIONS)('%s is of %s', (region, partition) => {
    expect(partitionOfRegion(region)?.id).toBe(partition);
    for (const service of AWS_SERVICES) {
      const endpoint = new URL(awsEndpoint(service, region));
      expect(endpoint.protocol).toBe('https:');
      expect(endpoint.hostname.endsWith(awsPartition(partition).domain), endpoint.hostname).toBe(true);
    }
    expect(identityCenterConsole(region, 'ssoins-1')).toContain(
      `${region}.${awsPartition(partition).console}`,
    );
  });

  it('names the endpoints AWS documents', () => {
    expect(awsEndpoint('sso-admin', 'eu-central-1')).toBe('https://sso.eu-central-1.amazonaws.com');
    expect(awsEndpoint('organizations', 'eu-central-1')).toBe(
      'https://organizations.us-east-1.amazonaws.com',
    );
    expect(awsEndpoint('organizations', 'us-gov-east-1')).toBe(
      'https://organizations.us-gov-west-1.amazonaws.com',
    );
    expect(awsEndpoint('sso-portal', 'us-east-1')).toBe('https://portal.sso.us-east-1.amazonaws.com');
    expect(awsEndpoint('sso-oidc', 'cn-north-1')).toBe('https://oidc.cn-north-1.amazonaws.com.cn');
    expect(awsEndpoint('iam', 'us-gov-west-1')).toBe('https://iam.us-gov.amazonaws.com');
    expect(AWS_PARTITIONS).toHaveLength(3);
  });

  it('knows what is no Region', () => {
    for (const text of ['', 'us-east', 'US-EAST-1', 'us-east-1.evil.example', 'xx'])
      expect(partitionOfRegion(text), text).toBeUndefined();
    expect(() => awsEndpoint('sts', 'nowhere')).toThrow(RangeError);
  });
});
