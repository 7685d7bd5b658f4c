import type { LabGround } from '../../platform/ground.ts';
import { idFrom } from '../iam/managed-policies.ts';
import { provisionedContent } from '../iam/reserved-roles.ts';
import type { StoreUser } from '../identity-store.ts';
import type { AccessKey, SignIn } from '../state.ts';
import { personIdentity, recordEvent } from '../trail/record.ts';
import type { GrantedRole } from './access.ts';
import { sessionTagsOf } from './session-tags.ts';

const KEY_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Milliseconds that expired keys are still known, so that a caller learns that they expired. */
const KNOWN_AFTER = 86_400_000;
/** Temporary keys that are kept at most. */
const MOST = 20_000;

/** Temporary credentials; a key that `state.aws.accessKeys` holds. */
export interface RoleCredentials extends AccessKey {
  readonly sessionToken: string;
  readonly expiresAt: number;
}

/**
 * Lets somebody into a role, as long as the permission set allows.
 *
 * @returns the credentials, which the other services of AWS now accept
 */
export function openRoleSession(
  ground: LabGround,
  user: StoreUser,
  signIn: SignIn,
  role: GrantedRole,
): RoleCredentials {
  const { random } = ground;
  const now = ground.clock.now();
  const key: RoleCredentials = {
    id: `ASIA${random.text(16, KEY_ALPHABET)}`,
    secret: random.token(40),
    sessionToken: `IQoJb3JpZ2luX2Vj${random.token(340)}`,
    arn: assumedRoleArn(user, role),
    userId: `AROA${idFrom(role.provisioned.roleArn)}:${sessionNameOf(user)}`,
    accountId: role.account.id,
    expiresAt: now + sessionLength(role),
    sessionTags: sessionTagsOf(ground, user, signIn),
  };
  forgetOldKeys(ground, now);
  ground.state.aws.accessKeys.set(key.id, key);
  recordEvent(ground, {
    eventSource: 'sso.amazonaws.com',
    eventName: 'GetRoleCredentials',
    userIdentity: personIdentity(ground, user.userId),
    additionalEventData: { UserName: user.userName },
    serviceEventDetails: { role_name: role.set.name, account_id: role.account.id },
    eventType: 'AwsServiceEvent',
  });
  return key;
}

/** ARN of somebody's session in a role. */
export function assumedRoleArn(user: StoreUser, role: GrantedRole): string {
  const roleName = role.provisioned.roleArn.split('/').at(-1) ?? '';
  return `arn:aws:sts::${role.account.id}:assumed-role/${roleName}/${sessionNameOf(user)}`;
}

/** The session of a role is named after the user; names of sessions end at 64 characters. */
function sessionNameOf({ userName }: StoreUser): string {
  return userName.slice(0, 64);
}

/** @returns milliseconds a session may last, as the role was last provisioned; an hour where it does not say */
export function sessionLength(role: GrantedRole): number {
  const { sessionDuration } = provisionedContent(role.set, role.provisioned);
  const [whole, hours = '0', minutes = '0', seconds = '0'] =
    /^PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})S)?$/.exec(sessionDuration) ?? [];
  const length = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return whole === undefined || length === 0 ? 3_600_000 : length;
}

function forgetOldKeys(ground: LabGround, now: number): void {
  const { accessKeys } = ground.state.aws;
  let surplus = accessKeys.size - MOST;
  if (surplus < 0 && accessKeys.size % 64 !== 0) return;
  for (const [id, { expiresAt }] of accessKeys) {
    if (expiresAt === undefined) continue;
    if (expiresAt + KNOWN_AFTER >= now && surplus < 0) continue;
    accessKeys.delete(id);
    surplus -= 1;
  }
}
