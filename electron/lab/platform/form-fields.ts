import type { LabContext } from './arrival.ts';

/** Bytes; no form of these protocols is larger. */
const LARGEST = 4 * 1024 * 1024;

/**
 * Reads a form body (application/x-www-form-urlencoded), still encoded, whatever was sent.
 *
 * @returns an empty text where the body is of another kind or too large
 */
export async function formText(context: LabContext): Promise<string> {
  const type = context.req.header('content-type') ?? '';
  const reader = context.req.raw.body?.getReader();
  if (reader === undefined || !/^application\/x-www-form-urlencoded\b/i.test(type)) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = (await reader.read()) as { done: boolean; value?: Uint8Array };
    if (done || value === undefined) return Buffer.concat(chunks).toString('utf8');
    size += value.length;
    if (size > LARGEST) {
      await reader.cancel();
      return '';
    }
    chunks.push(value);
  }
}

/** @returns the fields of a form body; none where there is no form */
export async function formFields(context: LabContext): Promise<URLSearchParams> {
  return new URLSearchParams(await formText(context));
}
