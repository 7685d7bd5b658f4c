import type { AccessIndex } from '../access-index.ts';
import { whatCanReach } from '../reach.ts';

export interface AwsConfigOptions {
  /** Access portal, for instance `https://d-1234567890.awsapps.com/start`. */
  readonly startUrl: string;
  /** Region of IAM Identity Center. */
  readonly ssoRegion: string;
  /** Default Region of the profiles. */
  readonly region?: string;
  /** Name of the `[sso-session]`. */
  readonly session?: string;
}

/**
 * Writes `~/.aws/config` for every role that a user or group can take (AWS CLI user guide, "IAM Identity Center token provider").
 *
 * @param who userName, display name or id
 * @returns one `[sso-session]` and a `[profile]` a role, named `account.permission-set`
 * @throws WorkbenchError ERR_ACCESS_UNKNOWN_NAME, ERR_ACCESS_AMBIGUOUS
 */
export function awsConfigFor(index: AccessIndex, who: string, options: AwsConfigOptions): string {
  const session = profilePart(options.session ?? 'federation-workbench');
  const lines = [
    `[sso-session ${session}]`,
    `sso_start_url = ${oneLine(options.startUrl)}`,
    `sso_region = ${oneLine(options.ssoRegion)}`,
    'sso_registration_scopes = sso:account:access',
  ];
  const taken = new Set<string>();
  for (const { accountId, accountName, permissionSet } of whatCanReach(index, who)) {
    const wanted = `${profilePart(accountName)}.${profilePart(permissionSet)}`;
    // Two accounts may have one name.
    const name = taken.has(wanted)
      ? `${profilePart(accountName)}-${accountId}.${profilePart(permissionSet)}`
      : wanted;
    taken.add(name);
    lines.push(
      '',
      `[profile ${name}]`,
      `sso_session = ${session}`,
      `sso_account_id = ${accountId}`,
      `sso_role_name = ${oneLine(permissionSet)}`,
      ...(options.region === undefined ? [] : [`region = ${oneLine(options.region)}`]),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** What can stand in a profile's name without quotes. */
function profilePart(text: string): string {
  return text.replace(/[^A-Za-z0-9_.@+=,-]+/g, '-').replace(/^-+|-+$/g, '') || 'unnamed';
}

/** A value that ends where its line ends. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}
