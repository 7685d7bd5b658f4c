import { type Operations, reads } from '../protocol/operation.ts';
import { pageOf } from '../protocol/paging.ts';
import { required, text } from '../protocol/shape.ts';
import { checkInstance, instanceResource, notFound } from './lookup.ts';
import { ofInstance, PARTITION, paging } from './members.ts';

const TYPE = 'OIDC_JWT';
const trustedTokenIssuerArn = text({
  min: 10,
  max: 1224,
  pattern: `${PARTITION}\\d{12}:trustedTokenIssuer/(sso)?ins-[a-zA-Z0-9-.]{16}/tti-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`,
});

export const trustedTokenIssuerOperations: Operations = {
  ListTrustedTokenIssuers: reads(
    { ...ofInstance, ...paging },
    {
      resources: instanceResource,
      run(call, input) {
        checkInstance(call, input.InstanceArn);
        const all = [...call.aws.identityCenter.trustedTokenIssuers.values()];
        const page = pageOf(all, ({ arn }) => arn, input, ['ListTrustedTokenIssuers']);
        return {
          TrustedTokenIssuers: page.items.map(({ arn, name }) => ({
            TrustedTokenIssuerArn: arn,
            Name: name,
            TrustedTokenIssuerType: TYPE,
          })),
          NextToken: page.next,
        };
      },
    },
  ),

  DescribeTrustedTokenIssuer: reads(
    { TrustedTokenIssuerArn: required(trustedTokenIssuerArn) },
    {
      resources: (_call, input) => [input.TrustedTokenIssuerArn],
      run(call, input) {
        const issuer = call.aws.identityCenter.trustedTokenIssuers.get(input.TrustedTokenIssuerArn);
        if (issuer === undefined || call.region !== call.aws.region)
          throw notFound(`TrustedTokenIssuer ${input.TrustedTokenIssuerArn.split('/').at(-1)} not found`);
        return {
          TrustedTokenIssuerArn: issuer.arn,
          Name: issuer.name,
          TrustedTokenIssuerType: TYPE,
          TrustedTokenIssuerConfiguration: {
            OidcJwtConfiguration: {
              IssuerUrl: issuer.issuerUrl,
              ClaimAttributePath: issuer.claimAttributePath,
              IdentityStoreAttributePath: issuer.identityStoreAttributePath,
              JwksRetrievalOption: 'OPEN_ID_DISCOVERY',
            },
          },
        };
      },
    },
  ),
};
