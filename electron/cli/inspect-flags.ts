import { type Command, InvalidArgumentError } from 'commander';
import {
  DEFAULT_INSPECT_OPTIONS,
  type GivenKey,
  type InspectOptions,
  PROFILES,
  type Profile,
} from '../../shared/core/inspector/options.ts';
import { readKeyFile, readPayloadFile } from './read-input.ts';

/** The flags of `fedbench inspect` as commander hands them over. */
export interface InspectFlags {
  readonly metadata: string[];
  readonly cert: string[];
  readonly jwks: string[];
  readonly key: string[];
  readonly decryptKey: string[];
  readonly profile: Profile;
  readonly expectAudience?: string;
  readonly expectRecipient?: string;
  readonly expectIssuer?: string;
  readonly expectUser?: string;
  readonly expectInResponseTo?: string;
  readonly payload?: string;
  readonly at?: number;
  readonly clockSkew: number;
  readonly strict?: boolean;
}

/** A variable that was empty in a script leaves no value, or the next option in its place. */
function given(value: string): string {
  if (value === '' || value.startsWith('--'))
    throw new InvalidArgumentError('Its value is missing: the next thing on the line is not one.');
  return value;
}

const collect = (value: string, before: string[]): string[] => [...before, given(value)];

/** ISO 8601 with a zone, or with none and then UTC, so that the same command says the same everywhere. */
const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

function instant(value: string): number {
  const zoned = /T.*(Z|[+-]\d{2}:?\d{2})$/.test(value) || !value.includes('T') ? value : `${value}Z`;
  const time = INSTANT.test(value) ? Date.parse(zoned) : Number.NaN;
  // A day that its month does not have becomes another one, and the verdict one of another time.
  const day = Date.parse(value.slice(0, 10));
  const exists = !Number.isNaN(day) && new Date(day).toISOString().startsWith(value.slice(0, 10));
  if (Number.isNaN(time) || !exists)
    throw new InvalidArgumentError('Give a time such as 2026-11-23T08:00:00Z.');
  return time;
}

function seconds(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > 86_400)
    throw new InvalidArgumentError('Give whole seconds, 0 to 86400.');
  return number;
}

function profile(value: string): Profile {
  const known = PROFILES.find((name) => name === value);
  if (known === undefined) throw new InvalidArgumentError(`Give one of: ${PROFILES.join(', ')}.`);
  return known;
}

/** Adds the flags that say how a message is judged. */
export function addInspectFlags(command: Command): Command {
  return command
    .option(
      '--metadata <file>',
      'IdP metadata whose signing certificates are trusted (repeatable)',
      collect,
      [],
    )
    .option('--cert <file>', 'trusted certificate, PEM (repeatable)', collect, [])
    .option('--jwks <file>', 'trusted JWK Set (repeatable)', collect, [])
    .option('--key <file>', 'trusted verification key, PEM or JWK (repeatable)', collect, [])
    .option(
      '--decrypt-key <file>',
      'private or shared key that decrypts, PEM or JWK (repeatable)',
      collect,
      [],
    )
    .option('--profile <name>', `rules of one party: ${PROFILES.join(', ')}`, profile, 'generic')
    .option('--expect-audience <value>', 'the audience it must be for', given)
    .option(
      '--expect-recipient <url>',
      'the URL it must have been sent to (assertion consumer service)',
      given,
    )
    .option('--expect-issuer <value>', 'the issuer it must come from', given)
    .option('--expect-user <value>', 'the user it must speak of', given)
    .option('--expect-in-response-to <id>', 'the request it must answer', given)
    .option('--payload <file>', 'content of a detached JWS', given)
    .option('--at <time>', 'judge as of then (ISO 8601, UTC where no zone is named)', instant)
    .option('--clock-skew <seconds>', 'tolerance of every time comparison', seconds, 0)
    .option(
      '--strict',
      'fail on what a relying party should not accept: SHA-1, lenient encodings, comments in values',
    );
}

/**
 * Reads the files the flags name.
 *
 * @throws WorkbenchError ERR_INPUT_* for a file that cannot be read
 */
export async function inspectOptions(flags: InspectFlags): Promise<InspectOptions> {
  const read = (kind: GivenKey['kind'], paths: readonly string[]): Promise<GivenKey[]> =>
    Promise.all(paths.map(async (path) => ({ kind, name: path, text: await readKeyFile(path) })));
  const trust = await Promise.all([
    read('metadata', flags.metadata),
    read('certificate', flags.cert),
    read('jwks', flags.jwks),
    read('key', flags.key),
  ]);
  return {
    ...DEFAULT_INSPECT_OPTIONS,
    trust: trust.flat(),
    decryptKeys: await read('key', flags.decryptKey),
    profile: flags.profile,
    expect: {
      ...(flags.expectAudience === undefined ? {} : { audience: flags.expectAudience }),
      ...(flags.expectRecipient === undefined ? {} : { recipient: flags.expectRecipient }),
      ...(flags.expectIssuer === undefined ? {} : { issuer: flags.expectIssuer }),
      ...(flags.expectUser === undefined ? {} : { user: flags.expectUser }),
      ...(flags.expectInResponseTo === undefined ? {} : { inResponseTo: flags.expectInResponseTo }),
    },
    ...(flags.payload === undefined ? {} : { detachedPayload: await readPayloadFile(flags.payload) }),
    ...(flags.at === undefined ? {} : { at: flags.at }),
    clockSkew: flags.clockSkew,
    strict: flags.strict === true,
  };
}
