export interface ApplicationProvider {
  readonly arn: string;
  readonly protocol: 'SAML' | 'OAUTH';
  readonly name: string;
  readonly description: string;
}

const provider = (
  name: string,
  protocol: ApplicationProvider['protocol'],
  title: string,
  description: string,
): ApplicationProvider => ({ arn: providerArn(name), protocol, name: title, description });

/** The ARN of an application provider by the end of it: `custom-saml`. */
export function providerArn(name: string): string {
  return `arn:aws:sso::aws:applicationProvider/${name}`;
}

/** Some of AWS's list: the two that customers build their own on, one of the catalogue, one of an AWS service. */
export const APPLICATION_PROVIDERS: readonly ApplicationProvider[] = [
  provider('custom', 'OAUTH', 'Custom OAuth 2.0 application', 'Your own application with OAuth 2.0'),
  provider('custom-saml', 'SAML', 'Custom SAML 2.0 application', 'Your own application with SAML 2.0'),
  provider('catalog/Box', 'SAML', 'Box', 'Content management of Box'),
  provider('redshift', 'OAUTH', 'Amazon Redshift', 'Data warehouse of AWS'),
];
