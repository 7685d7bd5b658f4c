import { describe, expect, it } from 'vitest';
import { parseAwsFiles } from '../../../shared/core/aws-config/parse.ts';
import { resolveProfile } from '../../../shared/core/aws-config/resolve.ts';

const CONFIG = `
# comment
[default]
region = eu-west-1
[profile sso]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Admin
region = us-east-1
s3 =
    max_concurrent_requests = 20
    addressing_style = path
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = us-west-2
sso_registration_scopes = sso:account:access
[profile legacy]
sso_start_url = https://old.awsapps.com/start
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = Reader
[profile role]
role_arn = arn:aws:iam::111122223333:role/x
source_profile = base
external_id = e
duration_seconds = 900
[profile chained]
role_arn = arn:aws:iam::444455556666:role/y
source_profile = role
[profile "with space"]
credential_process = /bin/echo '{}' # a comment
[profile env]
role_arn = arn:aws:iam::111122223333:role/x
credential_source = Environment
[profile a]
role_arn = arn:aws:iam::1:role/a
source_profile = b
[profile b]
role_arn = arn:aws:iam::1:role/b
source_profile = a
[profile web]
role_arn = arn:aws:iam::1:role/w
web_identity_token_file = /tmp/token
[profile half]
aws_access_key_id = AKIA
[profile nothing]
region = us-east-1
[profile lost]
role_arn = arn:aws:iam::1:role/l
source_profile = nowhere
[profile nosession]
sso_session = gone
sso_account_id = 1
sso_role_name = x
[profile badsource]
role_arn = arn:aws:iam::1:role/l
credential_source = Moon
[services dev]
s3 =
  endpoint_url = http://localhost
`;
const CREDENTIALS = `
[base]
aws_access_key_id = AKIABASE
aws_secret_access_key = sec#ret
[default]
aws_access_key_id=AKIADEFAULT
aws_secret_access_key=secret
aws_session_token=token
`;

const files = parseAwsFiles(CONFIG, CREDENTIALS);
const source = (name: string) => resolveProfile(files, name).source;

describe('a profile', () => {
  it('joins both files', () => {
    expect(resolveProfile(files, 'default')).toMatchObject({
      region: 'eu-west-1',
      source: { kind: 'static', accessKeyId: 'AKIADEFAULT', sessionToken: 'token' },
    });
  });
  it('keeps a # inside a secret', () => {
    expect(source('base')).toMatchObject({ secretAccessKey: 'sec#ret' });
  });
  it('reads both forms of single sign-on', () => {
    expect(source('sso')).toMatchObject({
      kind: 'sso',
      session: 'corp',
      ssoRegion: 'us-west-2',
      roleName: 'Admin',
    });
    expect(source('legacy')).toMatchObject({ kind: 'sso', startUrl: 'https://old.awsapps.com/start' });
    expect(source('legacy')).not.toHaveProperty('session');
  });
  it('follows a chain of roles', () => {
    expect(source('chained')).toMatchObject({
      kind: 'assume-role',
      from: {
        kind: 'assume-role',
        externalId: 'e',
        duration: 900,
        from: { kind: 'static', profile: 'base' },
      },
    });
  });
  it('reads quoted names, processes, web identities and credential sources', () => {
    expect(source('with space')).toEqual({
      kind: 'process',
      profile: 'with space',
      command: "/bin/echo '{}'",
    });
    expect(source('web')).toMatchObject({ kind: 'web-identity' });
    expect(source('env')).toMatchObject({ from: { kind: 'environment' } });
  });
});

describe('a profile that cannot be used', () => {
  it.each([
    ['a', /leads back to itself: a -> b -> a/],
    ['half', /only one of/],
    ['nothing', /nothing in it gives credentials/],
    ['lost', /nowhere does not exist/],
    ['nosession', /no \[sso-session gone\]/],
    ['badsource', /Moon is none/],
    ['unknown', /is not in/],
  ])('%s says why', (name, reason) => {
    expect(() => resolveProfile(files, name)).toThrow(reason);
  });
  it.each([
    ['[profile x\nregion = y', 1],
    ['[profile x]\nnonsense', 2],
  ])('%j names the line', (text, line) => {
    expect(() => parseAwsFiles(text, '')).toThrow(new RegExp(`line ${line}`));
  });
});
