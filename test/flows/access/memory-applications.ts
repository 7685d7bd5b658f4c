import type {
  AccessApplication,
  ApplicationsRead,
} from '../../../shared/core/access/applications/applications.ts';
import type { SsoApplications } from '../../../shared/ports/identity-center.ts';
import { refusal } from './memory-gate.ts';
import type { MemoryIdentityCenter } from './memory-identity-center.ts';
import { page } from './memory-page.ts';

const NONE: ApplicationsRead = { applications: [], providers: [], issuers: [] };

/** Applications and trusted token issuers, which nothing changes. */
export function memoryApplications(
  center: MemoryIdentityCenter,
  { applications, providers, issuers }: ApplicationsRead = NONE,
): SsoApplications {
  const call = <T>(operation: string, input: object, signal: AbortSignal, run: () => T) =>
    center.call('sso-admin', operation, input, signal, run);
  const of = ({ applicationArn }: { readonly applicationArn: string }): AccessApplication => {
    const found = applications.find(({ arn }) => arn === applicationArn);
    if (found === undefined) throw refusal('ERR_AWS_NOT_FOUND', 'sso-admin', 'application', 'not found');
    return found;
  };
  return {
    listApplications: (input, signal) =>
      call('ListApplications', input, signal, () =>
        page(
          applications.map(
            ({ assignmentRequired: _r, assignments: _a, grants: _g, scopes: _s, ...listed }) => listed,
          ),
          input.nextToken,
          100,
        ),
      ),
    listApplicationProviders: (input, signal) =>
      call('ListApplicationProviders', input, signal, () => page(providers, input.nextToken, 100)),
    getApplicationAssignmentConfiguration: (input, signal) =>
      call(
        'GetApplicationAssignmentConfiguration',
        input,
        signal,
        () => of(input).assignmentRequired ?? true,
      ),
    listApplicationAssignments: (input, signal) =>
      call('ListApplicationAssignments', input, signal, () =>
        page(of(input).assignments ?? [], input.nextToken, 100),
      ),
    listApplicationGrants: (input, signal) =>
      call('ListApplicationGrants', input, signal, () => page(of(input).grants ?? [], input.nextToken, 100)),
    listApplicationAccessScopes: (input, signal) =>
      call('ListApplicationAccessScopes', input, signal, () =>
        page(of(input).scopes ?? [], input.nextToken, 10),
      ),
    listTrustedTokenIssuers: (input, signal) =>
      call('ListTrustedTokenIssuers', input, signal, () =>
        page(
          issuers.map(({ arn, name }) => ({ arn, name })),
          input.nextToken,
          100,
        ),
      ),
    describeTrustedTokenIssuer: (input, signal) =>
      call('DescribeTrustedTokenIssuer', input, signal, () => {
        const {
          arn: _arn,
          name: _name,
          ...settings
        } = issuers.find(({ arn }) => arn === input.issuerArn) ?? {};
        return settings;
      }),
  };
}
