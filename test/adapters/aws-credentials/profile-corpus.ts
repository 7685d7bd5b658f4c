const ROLE = 'arn:aws:iam::111122223333:role';

/** Profiles of every shape that AWS's documentation shows (sdkref: file format, standardized credentials, assume role). */
export const CREDENTIALS = `; the keys of everybody
[default]
aws_access_key_id = AKIADEFAULT000000000
aws_secret_access_key = default/secret+with=signs

[static]
aws_access_key_id=AKIASTATIC0000000000
aws_secret_access_key=static#not-a-comment
[session]
  aws_access_key_id = ASIASESSION000000000
  aws_secret_access_key = session-secret  # but this is one
aws_session_token = session-token==
[both]
aws_access_key_id = AKIAFROMCREDENTIALS0
aws_secret_access_key = from-credentials
[half]
aws_access_key_id = AKIAHALF000000000000
[role-in-credentials]
role_arn = ${ROLE}/in-credentials
source_profile = static
`;

/** @param place a folder with the files that profiles name */
export const configOf = (place: string): string => `
[default]
region = eu-west-1
output = json
[profile both]
aws_access_key_id = AKIAFROMCONFIG000000
aws_secret_access_key = from-config
region = us-west-2
s3 =
  max_concurrent_requests = 20
  addressing_style = path
[profile keys-in-config]
aws_access_key_id = AKIAINCONFIG00000000
aws_secret_access_key = in-config
[profile 'single']
aws_access_key_id = AKIASINGLE0000000000
aws_secret_access_key = single
[profile "quoted"]
aws_access_key_id = AKIAQUOTED0000000000
aws_secret_access_key = quoted
[profile user@example.com]
aws_access_key_id = AKIAMAIL000000000000
aws_secret_access_key = mail
[profile\tdev/eu]
aws_access_key_id = AKIATAB0000000000000
aws_secret_access_key = tab
[profile role]
role_arn = ${ROLE}/one
source_profile = static
[profile chain]
role_arn = ${ROLE}/two
source_profile = role
[profile long-chain]
role_arn = ${ROLE}/three
source_profile = chain
[profile everything]
role_arn = ${ROLE}/everything
source_profile = session
role_session_name = ops
external_id = a-partner:1
duration_seconds = 7200
region = ap-southeast-2
[profile own-source]
role_arn = ${ROLE}/own
source_profile = own-source
aws_access_key_id = AKIAOWN0000000000000
aws_secret_access_key = own
[profile role-before-keys]
role_arn = ${ROLE}/before
source_profile = static
aws_access_key_id = AKIANEVER00000000000
aws_secret_access_key = never
[profile keys-end-a-chain]
role_arn = ${ROLE}/end
source_profile = role-before-keys
[profile by-environment]
role_arn = ${ROLE}/environment
credential_source = Environment
[profile by-container]
role_arn = ${ROLE}/container
credential_source = EcsContainer
[profile by-instance]
role_arn = ${ROLE}/instance
credential_source = Ec2InstanceMetadata
[profile environment-only]
credential_source = Environment
[profile over-environment]
role_arn = ${ROLE}/over
source_profile = environment-only
[profile process]
credential_process = cat "${place}/process.json"
[profile process-for-a-while]
credential_process = cat ${place}/expiring.json
[profile over-process]
role_arn = ${ROLE}/over-process
source_profile = process
[profile web]
role_arn = ${ROLE}/web
web_identity_token_file = ${place}/token
[profile web-named]
role_arn = ${ROLE}/web
web_identity_token_file = ${place}/token
role_session_name = pod
[profile over-web]
role_arn = ${ROLE}/over-web
source_profile = web
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-central-1
sso_registration_scopes = sso:account:access
[profile portal]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = ReadOnly
[profile portal-same]
sso_session = corp
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-central-1
sso_account_id = 444455556666
sso_role_name = Billing
[profile portal-old]
sso_start_url = https://old.awsapps.com/start
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = ReadOnly
[profile over-portal]
role_arn = ${ROLE}/over-portal
source_profile = portal
[services local]
sts =
  endpoint_url = http://127.0.0.1:1
[plugins]
cli_legacy_plugin_path = /nowhere

[profile empty]
region = us-east-1
[profile loop-a]
role_arn = ${ROLE}/a
source_profile = loop-b
[profile loop-b]
role_arn = ${ROLE}/b
source_profile = loop-a
[profile own-source-without-keys]
role_arn = ${ROLE}/own
source_profile = own-source-without-keys
[profile no-such-source]
role_arn = ${ROLE}/x
source_profile = nowhere
[profile both-sources]
role_arn = ${ROLE}/x
source_profile = static
credential_source = Environment
[profile role-alone]
role_arn = ${ROLE}/x
[profile unknown-source]
role_arn = ${ROLE}/x
credential_source = Somewhere
[profile over-half]
role_arn = ${ROLE}/x
source_profile = half
[profile with-mfa]
role_arn = ${ROLE}/x
source_profile = static
mfa_serial = arn:aws:iam::111122223333:mfa/somebody
[profile web-without-file]
role_arn = ${ROLE}/x
web_identity_token_file = ${place}/nowhere
[profile no-session]
sso_session = nowhere
sso_account_id = 111122223333
sso_role_name = ReadOnly
[profile portal-other-url]
sso_session = corp
sso_start_url = https://other.awsapps.com/start
sso_account_id = 111122223333
sso_role_name = ReadOnly
[profile portal-half]
sso_start_url = https://old.awsapps.com/start
sso_account_id = 111122223333
[profile portal-never]
sso_start_url = https://never.awsapps.com/start
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = ReadOnly
[profile process-fails]
credential_process = sh -c 'exit 3'
[profile process-garbage]
credential_process = echo hello
[profile process-version]
credential_process = echo '{"Version":2,"AccessKeyId":"AKIAX","SecretAccessKey":"x"}'
[profile process-half]
credential_process = echo '{"Version":1,"AccessKeyId":"AKIAX"}'
[profile process-expired]
credential_process = cat ${place}/expired.json
[profile login]
login_session = arn:aws:iam::111122223333:user/nobody
`;

/** Profiles that give credentials. */
export const GOOD: readonly string[] = [
  'default static session both keys-in-config single quoted user@example.com dev/eu role-in-credentials role chain',
  'long-chain everything own-source role-before-keys keys-end-a-chain by-environment by-container by-instance',
  'over-environment process process-for-a-while over-process web web-named over-web portal portal-same portal-old',
  'over-portal',
].flatMap((line) => line.split(' '));

/** Profiles that give none. */
export const BROKEN: readonly string[] = [
  'environment-only empty half loop-a loop-b own-source-without-keys no-such-source both-sources role-alone unknown-source',
  'over-half with-mfa web-without-file no-session portal-half portal-never process-fails process-garbage',
  'process-version process-half process-expired login nobody',
].flatMap((line) => line.split(' '));
