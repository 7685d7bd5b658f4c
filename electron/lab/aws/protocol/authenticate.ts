import { arrivalOf, type LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import type { AccessKey } from '../state.ts';
import { readSignatureHeader, type SignatureHeader } from './authorization-header.ts';
import { RefusedCaller } from './aws-error.ts';
import { signatureOf, unsignedHeader } from './signature.ts';

/** Who signed a request, and for which Region. */
export interface Authenticated {
  readonly key: AccessKey;
  readonly region: string;
}

const SKEW = 5 * 60_000;
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d$/;

/**
 * Lets in whoever signed with a key of this Lab that is still good. Whether the signature itself is right is checked where
 * `settings.checkSignatures` says so.
 *
 * @param service its name for faults, and what the credential scope must name, such as `sso`
 * @throws RefusedCaller
 */
export function authenticate(
  ground: LabGround,
  context: LabContext,
  body: Uint8Array,
  service: { readonly name: string; readonly signingName: string },
  operation: string,
): Authenticated {
  const signed = readSignatureHeader(context.req.header('authorization'));
  const timestamp = timestampOf(context, signed);
  checkScope(context, signed, service.signingName);
  checkTime(ground, timestamp);
  const key = keyOf(ground, signed.accessKeyId, context.req.header('x-amz-security-token'));
  const strikes = (): boolean =>
    ground.faults.strike(['expired-token'], service.name, operation) !== undefined;
  if (key.sessionToken !== undefined && strikes()) throw expired();
  const forgotten = unsignedHeader(signed, Object.keys(context.req.header()));
  if (forgotten !== undefined)
    throw new RefusedCaller(
      'signature-mismatch',
      forgotten === 'host'
        ? "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
        : `'${forgotten}' must be a 'SignedHeader' in the AWS Authorization.`,
    );
  const right =
    !ground.state.aws.settings.checkSignatures ||
    signed.signature ===
      signatureOf(ground.crypto, key.secret, signed, {
        method: context.req.method,
        target: arrivalOf(context).entry.path,
        header: (name) => context.req.header(name),
        body,
        timestamp,
      });
  if (!right || !/^[0-9a-f]{64}$/.test(signed.signature))
    throw new RefusedCaller(
      'signature-mismatch',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  return { key, region: signed.region };
}

function timestampOf(context: LabContext, signed: SignatureHeader): string {
  const header = context.req.header('x-amz-date') ?? '';
  const fromDate = Date.parse(context.req.header('date') ?? '');
  const timestamp =
    header !== '' || Number.isNaN(fromDate)
      ? header
      : `${new Date(fromDate).toISOString().replace(/[-:]|\.\d+/g, '')}`;
  if (!/^\d{8}T\d{6}Z$/.test(timestamp))
    throw new RefusedCaller(
      'incomplete-signature',
      timestamp === ''
        ? "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
        : `Date must be in ISO-8601 'basic format'. Got '${timestamp.slice(0, 40)}'.`,
    );
  if (timestamp.slice(0, 8) !== signed.date)
    throw new RefusedCaller(
      'signature-mismatch',
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${signed.date.slice(0, 20)}' != '${timestamp.slice(0, 8)}', from '${timestamp}'.`,
    );
  return timestamp;
}

function checkScope(context: LabContext, signed: SignatureHeader, signingName: string): void {
  const { byRealName } = arrivalOf(context);
  const host = (context.req.header('host') ?? '').toLowerCase();
  const ofHost = byRealName ? /\.([a-z]{2,4}(?:-[a-z]+)+-\d)\./.exec(host)?.[1] : undefined;
  const wrong: string[] = [];
  if (!REGION.test(signed.region) || (ofHost !== undefined && ofHost !== signed.region))
    wrong.push('Credential should be scoped to a valid region. ');
  if (signed.service !== signingName)
    wrong.push(`Credential should be scoped to correct service: '${signingName}'. `);
  if (wrong.length > 0) throw new RefusedCaller('signature-mismatch', wrong.join(''));
}

/**
 * A client lives by the machine's time, or, where it is part of this Lab, by the Lab's: either will do, as moving the Lab's
 * time is no way to lock its clients out.
 */
function checkTime(ground: LabGround, timestamp: string): void {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp) ?? [];
  const at = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const lab = ground.clock.now();
  const machine = lab - ground.clock.setting.offset;
  const near = (now: number): boolean => Math.abs(now - at) <= SKEW;
  if (near(machine) || near(lab)) return;
  const told = (moment: number): string => new Date(moment).toISOString().replace(/[-:]|\.\d+/g, '');
  throw new RefusedCaller(
    'signature-mismatch',
    at < machine
      ? `Signature expired: ${timestamp} is now earlier than ${told(machine - SKEW)} (${told(machine)} - 5 min.)`
      : `Signature not yet current: ${timestamp} is still later than ${told(machine + SKEW)} (${told(machine)} + 5 min.)`,
  );
}

function keyOf(ground: LabGround, id: string, token: string | undefined): AccessKey {
  const key = ground.state.aws.accessKeys.get(id);
  if (key === undefined || key.sessionToken !== token)
    throw new RefusedCaller('unknown-access-key', 'The security token included in the request is invalid.');
  if (key.expiresAt !== undefined && key.expiresAt <= ground.clock.now()) throw expired();
  return key;
}

function expired(): RefusedCaller {
  return new RefusedCaller('token-expired', 'The security token included in the request is expired');
}
