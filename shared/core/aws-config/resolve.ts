import { WorkbenchError } from '../errors/workbench-error.ts';
import type { AwsFiles, Section } from './parse.ts';

/** Where a profile's credentials come from, followed to their beginning. */
export type CredentialSource =
  | {
      readonly kind: 'static';
      readonly profile: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
    }
  | {
      readonly kind: 'sso';
      readonly profile: string;
      /** Name of the sso-session; absent for a profile of the older form. */
      readonly session?: string;
      readonly startUrl: string;
      readonly ssoRegion: string;
      readonly accountId: string;
      readonly roleName: string;
      readonly scopes: readonly string[];
    }
  | { readonly kind: 'process'; readonly profile: string; readonly command: string }
  | {
      readonly kind: 'web-identity';
      readonly profile: string;
      readonly roleArn: string;
      readonly tokenFile: string;
      readonly sessionName?: string;
    }
  | {
      readonly kind: 'assume-role';
      readonly profile: string;
      readonly roleArn: string;
      readonly sessionName?: string;
      readonly externalId?: string;
      readonly mfaSerial?: string;
      /** Seconds. */
      readonly duration?: number;
      readonly region?: string;
      readonly from: CredentialSource;
    }
  /** What `aws login` keeps: a sign-in at the console by a person. */
  | { readonly kind: 'login'; readonly profile: string }
  /** Taken from outside the files: the environment, a container's or an instance's metadata. */
  | { readonly kind: 'environment' | 'container' | 'instance'; readonly profile: string };

export interface ResolvedProfile {
  readonly source: CredentialSource;
  readonly region?: string;
  /** One endpoint for all services. */
  readonly endpointUrl?: string;
}

const CREDENTIAL_SOURCES: Readonly<Record<string, 'environment' | 'container' | 'instance'>> = {
  environment: 'environment',
  ecscontainer: 'container',
  ec2instancemetadata: 'instance',
};

/**
 * Follows a profile to where its credentials come from, in the SDKs' order: a role first, then keys, web identity, process, and
 * single sign-on (docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html).
 *
 * @throws WorkbenchError ERR_AWS_PROFILE for an unknown or incomplete profile, or one that leads back to itself
 */
export function resolveProfile(files: AwsFiles, name: string): ResolvedProfile {
  const profile = files.profiles.get(name);
  if (profile === undefined) throw unknownProfile(files, name);
  const region = profile.get('region');
  const endpointUrl = profile.get('endpoint_url');
  return {
    source: follow(files, name, []),
    ...(region === undefined ? {} : { region }),
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
  };
}

function follow(files: AwsFiles, name: string, visited: readonly string[]): CredentialSource {
  const profile = files.profiles.get(name);
  if (profile === undefined) {
    throw visited.length === 0
      ? unknownProfile(files, name)
      : broken(
          visited.at(-1) ?? name,
          `its source_profile ${name} does not exist`,
          'Name a profile that exists.',
        );
  }
  // The end of a chain, or a profile that is its own source: its keys are meant.
  if (visited.length > 0 && hasKeys(profile)) return keysOf(name, profile);
  if (profile.has('role_arn') && (profile.has('source_profile') || profile.has('credential_source')))
    return assumed(files, name, profile, visited);
  if (hasKeys(profile)) return keysOf(name, profile);
  const source = profile.get('credential_source');
  if (visited.length > 0 && source !== undefined && !profile.has('role_arn')) return outside(name, source);
  return other(files, name, profile);
}

function other(files: AwsFiles, name: string, profile: Section): CredentialSource {
  const roleArn = profile.get('role_arn');
  const tokenFile = profile.get('web_identity_token_file');
  if (roleArn !== undefined && tokenFile !== undefined) {
    const sessionName = profile.get('role_session_name');
    return {
      kind: 'web-identity',
      profile: name,
      roleArn,
      tokenFile,
      ...(sessionName === undefined ? {} : { sessionName }),
    };
  }
  const command = profile.get('credential_process');
  if (command !== undefined) return { kind: 'process', profile: name, command };
  if (profile.has('sso_session') || profile.has('sso_start_url')) return signedOn(files, name, profile);
  if (profile.has('login_session')) return { kind: 'login', profile: name };
  if (roleArn !== undefined)
    throw broken(
      name,
      'it has role_arn without source_profile, credential_source or web_identity_token_file',
      'Say whose credentials assume the role.',
    );
  if (profile.has('aws_access_key_id') || profile.has('aws_secret_access_key'))
    throw broken(name, 'it has only one of aws_access_key_id and aws_secret_access_key', 'Give both.');
  throw broken(name, 'nothing in it gives credentials', 'Give it keys, a role, a process or an sso-session.');
}

function assumed(
  files: AwsFiles,
  name: string,
  profile: Section,
  visited: readonly string[],
): CredentialSource {
  const roleArn = profile.get('role_arn') ?? '';
  const sourceProfile = profile.get('source_profile');
  const credentialSource = profile.get('credential_source');
  if (sourceProfile !== undefined && credentialSource !== undefined)
    throw broken(name, 'it has both source_profile and credential_source', 'Keep one of them.');
  if (visited.includes(name)) {
    const way = [...visited.slice(visited.indexOf(name)), name].join(' -> ');
    throw broken(
      name,
      `its source_profile leads back to itself: ${way}`,
      'Let the last profile have credentials of its own.',
    );
  }
  const duration = Number(profile.get('duration_seconds'));
  const [sessionName, externalId, mfaSerial, region] = [
    'role_session_name',
    'external_id',
    'mfa_serial',
    'region',
  ].map((member) => profile.get(member));
  return {
    kind: 'assume-role',
    profile: name,
    roleArn,
    ...(sessionName === undefined ? {} : { sessionName }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(mfaSerial === undefined ? {} : { mfaSerial }),
    ...(Number.isInteger(duration) && duration > 0 ? { duration } : {}),
    ...(region === undefined ? {} : { region }),
    from:
      sourceProfile === undefined
        ? outside(name, credentialSource ?? '')
        : sourceProfile === name
          ? ownKeys(name, profile)
          : follow(files, sourceProfile, [...visited, name]),
  };
}

function ownKeys(name: string, profile: Section): CredentialSource {
  if (!hasKeys(profile))
    throw broken(name, 'it is its own source_profile but has no keys', 'Name another profile.');
  return keysOf(name, profile);
}

function outside(name: string, source: string): CredentialSource {
  const kind = CREDENTIAL_SOURCES[source.toLowerCase()];
  if (kind === undefined)
    throw broken(
      name,
      `credential_source ${source} is none`,
      'Give Environment, EcsContainer or Ec2InstanceMetadata.',
    );
  return { kind, profile: name };
}

function signedOn(files: AwsFiles, name: string, profile: Section): CredentialSource {
  const session = profile.get('sso_session');
  const shared = session === undefined ? undefined : files.ssoSessions.get(session);
  if (session !== undefined && shared === undefined)
    throw broken(name, `there is no [sso-session ${session}]`, 'Add the section to ~/.aws/config.');
  for (const member of ['sso_region', 'sso_start_url']) {
    const own = profile.get(member);
    if (shared !== undefined && own !== undefined && own !== shared.get(member))
      throw broken(
        name,
        `its ${member} differs from that of [sso-session ${session}]`,
        'Remove it from the profile.',
      );
  }
  const read = (member: string): string => {
    const value =
      (member.startsWith('sso_re') || member === 'sso_start_url' ? shared?.get(member) : undefined) ??
      profile.get(member);
    if (value === undefined || value === '') throw broken(name, `${member} is missing`, `Add ${member}.`);
    return value;
  };
  const scopes = (shared?.get('sso_registration_scopes') ?? '')
    .split(/[\s,]+/)
    .filter((scope) => scope !== '');
  return {
    kind: 'sso',
    profile: name,
    ...(session === undefined ? {} : { session }),
    startUrl: read('sso_start_url'),
    ssoRegion: read('sso_region'),
    accountId: read('sso_account_id'),
    roleName: read('sso_role_name'),
    scopes: scopes.length === 0 ? ['sso:account:access'] : scopes,
  };
}

function hasKeys(profile: Section): boolean {
  return profile.has('aws_access_key_id') && profile.has('aws_secret_access_key');
}

function keysOf(name: string, profile: Section): CredentialSource {
  const sessionToken = profile.get('aws_session_token');
  return {
    kind: 'static',
    profile: name,
    accessKeyId: profile.get('aws_access_key_id') ?? '',
    secretAccessKey: profile.get('aws_secret_access_key') ?? '',
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
}

function unknownProfile(files: AwsFiles, name: string): WorkbenchError {
  const known = [...files.profiles.keys()].slice(0, 8).join(', ');
  return broken(
    name,
    'it is not in ~/.aws/config or ~/.aws/credentials',
    known === '' ? 'There are no profiles yet.' : `There are: ${known}.`,
  );
}

function broken(profile: string, reason: string, hint: string): WorkbenchError {
  return new WorkbenchError(
    'ERR_AWS_PROFILE',
    'aws profile',
    { profile, reason },
    { message: `The AWS profile ${profile} cannot be used: ${reason}.`, hint },
  );
}
