import type { LabGround } from '../../platform/ground.ts';
import { recordEvent } from '../trail/record.ts';
import {
  ConsoleRefusal,
  certificateOf,
  checkedProvider,
  deleteCertificate,
  importCertificate,
  providerFromMetadata,
} from './identity-source.ts';
import { deleteToken, disableProvisioning, enableProvisioning, generateToken } from './provisioning.ts';

type Fields = ReadonlyMap<string, string>;

/** What an action leaves to say. */
export interface ActionOutcome {
  readonly said: string;
  /** A SCIM access token, which is shown this once. */
  readonly token?: string;
}

interface ConsoleAction {
  /** The name AWS's trail has for it, under `sso-directory.amazonaws.com`. */
  readonly event: string;
  run(ground: LabGround, fields: Fields): ActionOutcome;
}

const ACTIONS: Readonly<Record<string, ConsoleAction>> = {
  'use-external': {
    event: 'EnableExternalIdPConfigurationForDirectory',
    run(ground, fields) {
      confirm(fields);
      const metadata = value(fields, 'metadata');
      const { identityCenter } = ground.state.aws;
      identityCenter.identityProvider =
        metadata === ''
          ? checkedProvider({
              entityId: value(fields, 'entityId'),
              signInUrl: value(fields, 'signInUrl'),
              certificates: [value(fields, 'certificate')].flatMap((text) =>
                text === '' ? [] : certificateOf(ground, text),
              ),
            })
          : providerFromMetadata(ground, metadata);
      return { said: 'The external identity provider is the identity source now.' };
    },
  },
  'use-directory': {
    event: 'DisableExternalIdPConfigurationForDirectory',
    run(ground, fields) {
      confirm(fields);
      const { identityCenter } = ground.state.aws;
      if (identityCenter.identityProvider === undefined)
        throw new ConsoleRefusal('The Identity Center directory is the identity source already.');
      delete identityCenter.identityProvider;
      delete identityCenter.scim;
      return { said: 'The Identity Center directory is the identity source now.' };
    },
  },
  'import-certificate': {
    event: 'ImportExternalIdPCertificate',
    run(ground, fields) {
      importCertificate(ground, value(fields, 'certificate'));
      return { said: 'The certificate is imported. All imported certificates verify.' };
    },
  },
  'delete-certificate': {
    event: 'DeleteExternalIdPCertificate',
    run(ground, fields) {
      deleteCertificate(ground, value(fields, 'sha256'));
      return { said: 'The certificate is deleted.' };
    },
  },
  'enable-provisioning': {
    event: 'CreateProvisioningTenant',
    run: (ground) => ({ said: 'Automatic provisioning is enabled.', token: enableProvisioning(ground) }),
  },
  'disable-provisioning': {
    event: 'DeleteProvisioningTenant',
    run(ground) {
      disableProvisioning(ground);
      return { said: 'Automatic provisioning is disabled. Users and groups stay.' };
    },
  },
  'generate-token': {
    event: 'CreateBearerToken',
    run: (ground) => ({ said: 'There is a new access token.', token: generateToken(ground) }),
  },
  'delete-token': {
    event: 'DeleteBearerToken',
    run(ground, fields) {
      deleteToken(ground, value(fields, 'id'));
      return { said: 'The access token is deleted.' };
    },
  },
};

/**
 * Does what a form of the settings page asks for, and writes it into the trail.
 *
 * @param arn who does it
 * @returns undefined for an action there is not. @throws ConsoleRefusal
 */
export function runAction(
  ground: LabGround,
  name: string,
  fields: Fields,
  arn: string,
): ActionOutcome | undefined {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) return undefined;
  const outcome = action.run(ground, fields);
  const accountId = ground.state.aws.organization.managementAccountId;
  recordEvent(ground, {
    eventSource: 'sso-directory.amazonaws.com',
    eventName: action.event,
    userIdentity: { type: arn.includes(':assumed-role/') ? 'AssumedRole' : 'IAMUser', arn, accountId },
    requestParameters: { directoryId: ground.state.aws.identityStore.id },
  });
  return outcome;
}

function value(fields: Fields, name: string): string {
  return (fields.get(name) ?? '').trim();
}

/** The console has the administrator type a word before it changes the identity source. */
function confirm(fields: Fields): void {
  if (value(fields, 'confirmation') !== 'ACCEPT')
    throw new ConsoleRefusal('Type ACCEPT to confirm that the identity source is to be changed.');
}
