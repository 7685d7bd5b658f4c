/** Microsoft's clouds that a tenant can live in. */
export const AZURE_CLOUDS = ['public', 'us-government', 'china'] as const;
export type AzureCloudId = (typeof AZURE_CLOUDS)[number];

/** Partitions of AWS: separate worlds of accounts, each with hosts and ARNs of its own. */
export const AWS_PARTITIONS = ['aws', 'aws-us-gov', 'aws-cn'] as const;
export type AwsPartitionId = (typeof AWS_PARTITIONS)[number];

/** Hosts and resource identifiers of one of Microsoft's clouds; none ends with a slash. */
export interface AzureCloud {
  readonly id: AzureCloudId;
  readonly name: string;
  /** Authority of sign-ins. */
  readonly login: string;
  readonly graph: string;
  readonly resourceManager: string;
  /** Audience of tokens for Azure OpenAI's classic endpoints; `/.default` behind it makes the scope. */
  readonly cognitiveServices: string;
  /** Domain of Azure OpenAI resources: `<resource>.` goes before it. */
  readonly openaiDomain: string;
  readonly apiManagementDomain: string;
  readonly entraPortal: string;
  readonly azurePortal: string;
  readonly myApps: string;
}

/**
 * National clouds: learn.microsoft.com/entra/identity-platform/authentication-national-cloud and
 * learn.microsoft.com/graph/deployments.
 */
const AZURE: Readonly<Record<AzureCloudId, AzureCloud>> = {
  public: {
    id: 'public',
    name: 'Azure (worldwide)',
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    resourceManager: 'https://management.azure.com',
    cognitiveServices: 'https://cognitiveservices.azure.com',
    openaiDomain: 'openai.azure.com',
    apiManagementDomain: 'azure-api.net',
    entraPortal: 'https://entra.microsoft.com',
    azurePortal: 'https://portal.azure.com',
    myApps: 'https://myapps.microsoft.com',
  },
  'us-government': {
    id: 'us-government',
    name: 'Azure Government (US)',
    login: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    resourceManager: 'https://management.usgovcloudapi.net',
    cognitiveServices: 'https://cognitiveservices.azure.us',
    openaiDomain: 'openai.azure.us',
    apiManagementDomain: 'azure-api.us',
    entraPortal: 'https://entra.microsoft.us',
    azurePortal: 'https://portal.azure.us',
    myApps: 'https://myapps.microsoft.us',
  },
  china: {
    id: 'china',
    name: 'Azure China (21Vianet)',
    login: 'https://login.partner.microsoftonline.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    resourceManager: 'https://management.chinacloudapi.cn',
    cognitiveServices: 'https://cognitiveservices.azure.cn',
    openaiDomain: 'openai.azure.cn',
    apiManagementDomain: 'azure-api.cn',
    entraPortal: 'https://entra.microsoftonline.cn',
    azurePortal: 'https://portal.azure.cn',
    myApps: 'https://myapps.microsoft.cn',
  },
};

export function azureCloud(id: AzureCloudId): AzureCloud {
  return AZURE[id];
}

/** Services of AWS that are called here, by the names their endpoints have. */
export const AWS_SERVICES = [
  'sso-admin',
  'identitystore',
  'organizations',
  'iam',
  'sts',
  'sso-oidc',
  'sso-portal',
  'scim',
] as const;
export type AwsServiceName = (typeof AWS_SERVICES)[number];

export interface AwsPartition {
  readonly id: AwsPartitionId;
  readonly name: string;
  /** Domain of its endpoints. */
  readonly domain: string;
  /** Region whose endpoint answers for the whole partition: Organizations and IAM. */
  readonly globalRegion: string;
  readonly console: string;
  readonly signIn: string;
  /** Domain of access portals of the form `d-...`. */
  readonly portalDomain: string;
  /** Region names that belong to it. */
  readonly regions: RegExp;
}

/** docs.aws.amazon.com/general/latest/gr (endpoints) and the guides of the GovCloud and China partitions. */
const AWS: Readonly<Record<AwsPartitionId, AwsPartition>> = {
  aws: {
    id: 'aws',
    name: 'AWS',
    domain: 'amazonaws.com',
    globalRegion: 'us-east-1',
    console: 'console.aws.amazon.com',
    signIn: 'signin.aws.amazon.com',
    portalDomain: 'awsapps.com',
    regions: /^(?!us-gov-|cn-)[a-z]{2}(-[a-z]+)+-\d$/,
  },
  'aws-us-gov': {
    id: 'aws-us-gov',
    name: 'AWS GovCloud (US)',
    domain: 'amazonaws.com',
    globalRegion: 'us-gov-west-1',
    console: 'console.amazonaws-us-gov.com',
    signIn: 'signin.amazonaws-us-gov.com',
    portalDomain: 'start.us-gov-home.awsapps.com/directory',
    regions: /^us-gov-[a-z]+-\d$/,
  },
  'aws-cn': {
    id: 'aws-cn',
    name: 'AWS China',
    domain: 'amazonaws.com.cn',
    globalRegion: 'cn-northwest-1',
    console: 'console.amazonaws.cn',
    signIn: 'signin.amazonaws.cn',
    portalDomain: 'start.home.awsapps.cn/directory',
    regions: /^cn-[a-z]+-\d$/,
  },
};

export function awsPartition(id: AwsPartitionId): AwsPartition {
  return AWS[id];
}

/** @returns the partition a Region's name belongs to; undefined for what is no Region's name */
export function partitionOfRegion(region: string): AwsPartition | undefined {
  return AWS_PARTITIONS.map(awsPartition).find(({ regions }) => regions.test(region));
}

/**
 * The endpoint of a service in a Region.
 *
 * @param region `us-east-1`; for Organizations and IAM the partition's own one is taken instead
 * @returns without a slash at its end
 * @throws RangeError for what is no Region's name
 */
export function awsEndpoint(service: AwsServiceName, region: string): string {
  const partition = partitionOfRegion(region);
  if (partition === undefined) throw new RangeError(`no Region: ${region}`);
  const { domain, globalRegion, id } = partition;
  switch (service) {
    case 'sso-admin':
      return `https://sso.${region}.${domain}`;
    case 'identitystore':
      return `https://identitystore.${region}.${domain}`;
    case 'organizations':
      return `https://organizations.${globalRegion}.${domain}`;
    case 'iam':
      if (id === 'aws') return `https://iam.${domain}`;
      return id === 'aws-us-gov' ? `https://iam.us-gov.${domain}` : `https://iam.cn-north-1.${domain}`;
    case 'sts':
      return `https://sts.${region}.${domain}`;
    case 'sso-oidc':
      return `https://oidc.${region}.${domain}`;
    case 'sso-portal':
      return `https://portal.sso.${region}.${domain}`;
    case 'scim':
      return `https://scim.${region}.${domain}`;
  }
}

/** The Identity Center settings page of the console, which some steps can only be done on (facts on console-only steps). */
export function identityCenterConsole(region: string, instanceId: string): string {
  const partition = partitionOfRegion(region) ?? AWS.aws;
  return `https://${region}.${partition.console}/singlesignon/home?region=${region}#!/instances/${instanceId}/settings`;
}
