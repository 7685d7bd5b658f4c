import { AwsError } from '../protocol/aws-error.ts';

/** @throws AwsError ValidationError */
export function needed(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value === null || value === '') {
    const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    );
  }
  return value;
}

/**
 * One page of a list, as IAM pages: `Marker` and `MaxItems` (1 to 1,000, default 100).
 *
 * @param member what the answer calls the list
 * @throws AwsError ValidationError
 */
export function paged(
  parameters: URLSearchParams,
  member: string,
  items: readonly unknown[],
): Readonly<Record<string, unknown>> {
  const most = Number(parameters.get('MaxItems') ?? 100);
  if (!Number.isInteger(most) || most < 1 || most > 1000)
    throw new AwsError(
      'ValidationError',
      "1 validation error detected: Value at 'maxItems' failed to satisfy constraint: Member must have value between 1 and 1000",
    );
  const marker = parameters.get('Marker');
  const place = marker === null ? '0' : Buffer.from(marker, 'base64url').toString('latin1');
  const start = /^\d{1,9}$/.test(place) ? Number(place) : Number.POSITIVE_INFINITY;
  if (start > items.length) throw new AwsError('ValidationError', 'Invalid Marker.');
  const end = start + most;
  const more = end < items.length;
  return {
    IsTruncated: more,
    [member]: items.slice(start, end),
    Marker: more ? Buffer.from(String(end)).toString('base64url') : undefined,
  };
}

export function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntity', message, 404);
}

export function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Policies are URL-encoded by RFC 3986 in IAM's answers. */
export function encodedDocument(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
