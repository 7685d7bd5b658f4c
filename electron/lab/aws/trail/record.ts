import type { LabGround } from '../../platform/ground.ts';
import type { TrailEvent } from '../state.ts';

/** Events that are kept; AWS keeps 90 days of them. */
const MOST = 20_000;

/**
 * Writes an event into the trail of the management account, at the Lab's time.
 *
 * @param event without id and time
 * @returns its id, by which it is found in the trail
 */
export function recordEvent(ground: LabGround, event: Omit<TrailEvent, 'eventId' | 'eventTime'>): string {
  const { trail } = ground.state.aws;
  const eventId = ground.random.uuid();
  trail.push({ eventId, eventTime: ground.clock.now(), ...event });
  if (trail.length > MOST * 1.1) trail.splice(0, trail.length - MOST);
  return eventId;
}

/** `userIdentity` of somebody nobody knows yet. */
export function unknownIdentity(ground: LabGround): Readonly<Record<string, unknown>> {
  const accountId = ground.state.aws.organization.managementAccountId;
  return { type: 'Unknown', principalId: accountId, arn: '', accountId, accessKeyId: '' };
}

/** `userIdentity` of somebody who signed in at Identity Center. @param userId of the Identity Store */
export function personIdentity(ground: LabGround, userId: string): Readonly<Record<string, unknown>> {
  const { organization, identityStore } = ground.state.aws;
  const accountId = organization.managementAccountId;
  return {
    type: 'IdentityCenterUser',
    accountId,
    onBehalfOf: {
      userId,
      identityStoreArn: `arn:aws:identitystore::${accountId}:identitystore/${identityStore.id}`,
    },
  };
}
