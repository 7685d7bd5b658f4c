import type { ApplicationGrant } from '../applications.ts';
import { type Operations, reads } from '../protocol/operation.ts';
import { pageOf } from '../protocol/paging.ts';
import { integer, oneOf, required, text } from '../protocol/shape.ts';
import { applicationOf, applicationResource, notFound } from './lookup.ts';
import { ofApplication, paging } from './members.ts';

const GRANT_TYPES = [
  'authorization_code',
  'refresh_token',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:token-exchange',
] as const satisfies readonly ApplicationGrant['type'][];

/** Scopes of one page. */
const MOST_SCOPES = 10;
const scopeName = text({
  pattern: '([A-Za-z0-9_]{1,50})(:[A-Za-z0-9_]{1,50}){0,1}(:[A-Za-z0-9_]{1,50}){0,1}',
});

/** What an application may ask of Identity Center's token endpoint, and for what. */
export const applicationSettingOperations: Operations = {
  ListApplicationGrants: reads(
    { ...ofApplication, NextToken: paging.NextToken },
    {
      resources: applicationResource,
      run(call, input) {
        const { grants } = applicationOf(call, input.ApplicationArn);
        const page = pageOf(grants, ({ type }) => type, input, [
          'ListApplicationGrants',
          input.ApplicationArn,
        ]);
        return {
          Grants: page.items.map((grant) => ({ GrantType: grant.type, Grant: granted(grant) })),
          NextToken: page.next,
        };
      },
    },
  ),

  GetApplicationGrant: reads(
    { ...ofApplication, GrantType: required(oneOf(GRANT_TYPES)) },
    {
      resources: applicationResource,
      run(call, input) {
        const { grants } = applicationOf(call, input.ApplicationArn);
        const grant = grants.find(({ type }) => type === input.GrantType);
        if (grant === undefined) throw notFound(`Grant ${input.GrantType} not found`);
        return { Grant: granted(grant) };
      },
    },
  ),

  ListApplicationAccessScopes: reads(
    { ...ofApplication, ...paging, MaxResults: integer(1, MOST_SCOPES) },
    {
      resources: applicationResource,
      run(call, input) {
        const { scopes } = applicationOf(call, input.ApplicationArn);
        const question = ['ListApplicationAccessScopes', input.ApplicationArn];
        const page = pageOf(scopes, ({ scope }) => scope, input, question, MOST_SCOPES);
        return {
          Scopes: page.items.map((one) => ({ Scope: one.scope, AuthorizedTargets: one.authorizedTargets })),
          NextToken: page.next,
        };
      },
    },
  ),

  GetApplicationAccessScope: reads(
    { ...ofApplication, Scope: required(scopeName) },
    {
      resources: applicationResource,
      run(call, input) {
        const { scopes } = applicationOf(call, input.ApplicationArn);
        const found = scopes.find(({ scope }) => scope === input.Scope);
        if (found === undefined) throw notFound(`Scope ${input.Scope} not found`);
        return { Scope: found.scope, AuthorizedTargets: found.authorizedTargets };
      },
    },
  ),
};

function granted(grant: ApplicationGrant): Readonly<Record<string, unknown>> {
  switch (grant.type) {
    case 'authorization_code':
      return { AuthorizationCode: { RedirectUris: grant.redirectUris } };
    case 'refresh_token':
      return { RefreshToken: {} };
    case 'urn:ietf:params:oauth:grant-type:token-exchange':
      return { TokenExchange: {} };
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return {
        JwtBearer: {
          AuthorizedTokenIssuers: grant.issuers.map(({ arn, audiences }) => ({
            TrustedTokenIssuerArn: arn,
            AuthorizedAudiences: audiences,
          })),
        },
      };
  }
}
