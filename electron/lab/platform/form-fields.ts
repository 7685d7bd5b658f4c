import type { LabContext } from './arrival.ts';

/** No form of these protocols is larger. */
const LARGEST = 4 * 1024 * 1024;

/**
 * Reads a form body (application/x-www-form-urlencoded), whatever was sent.
 *
 * @returns no fields where the body is of another kind or too large
 */
export async function formFields(context: LabContext): Promise<URLSearchParams> {
  const type = context.req.header('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return new URLSearchParams();
  const text = await context.req.text();
  return new URLSearchParams(text.length > LARGEST ? '' : text);
}
