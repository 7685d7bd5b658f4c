import type { AccessApplication, ApplicationProvider } from './applications.ts';
import type { ApplicationPath } from './who-uses-applications.ts';

/** The header of applications as CSV; columns are added at the end, never renamed. */
export const APPLICATION_COLUMNS = [
  'application',
  'provider',
  'accountId',
  'enabled',
  'principalType',
  'principal',
  'user',
  'reason',
  'applicationArn',
  'principalId',
  'userId',
] as const;

/** @returns one row a person and way, all of it text */
export function applicationRows(
  applications: readonly AccessApplication[],
  providers: readonly ApplicationProvider[],
  paths: readonly ApplicationPath[],
): { readonly [Column in (typeof APPLICATION_COLUMNS)[number]]: string }[] {
  const byArn = new Map(applications.map((one) => [one.arn, one]));
  const names = new Map(providers.map(({ arn, name }) => [arn, name]));
  return paths.map((path) => {
    const application = byArn.get(path.applicationArn);
    const providerArn = application?.providerArn ?? '';
    return {
      application: path.application,
      provider: names.get(providerArn) ?? providerArn,
      accountId: application?.accountId ?? '',
      enabled: application?.enabled === false ? 'no' : 'yes',
      principalType: path.principalType ?? '',
      principal: path.principal ?? '',
      user: path.user ?? '',
      reason: path.reason,
      applicationArn: path.applicationArn,
      principalId: path.principalId ?? '',
      userId: path.userId ?? '',
    };
  });
}
