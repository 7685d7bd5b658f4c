import type { LabContext } from '../../platform/arrival.ts';

/** Bytes of a form; a response of 50,000 characters stays far below it. */
const MOST_BYTES = 1024 * 1024;

/** Why a form was not read. */
export type FormRefusal = 'too-large' | 'not-a-form';

/** Reads a body of `application/x-www-form-urlencoded`. */
export async function readForm(context: LabContext): Promise<URLSearchParams | FormRefusal> {
  const type = context.req.header('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) return 'not-a-form';
  const bytes = await readBody(context, MOST_BYTES);
  return bytes === undefined ? 'too-large' : new URLSearchParams(bytes.toString('utf8'));
}

/** @returns the body; undefined where it is larger than `most` bytes */
export async function readBody(context: LabContext, most: number): Promise<Buffer | undefined> {
  const reader = context.req.raw.body?.getReader();
  if (reader === undefined) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = (await reader.read()) as { done: boolean; value?: Uint8Array };
    if (done || value === undefined) return Buffer.concat(chunks);
    size += value.length;
    if (size > most) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
}

/** @returns the one value of a field; undefined where it is absent or stands more than once */
export function onlyValue(form: URLSearchParams, name: string): string | undefined {
  const values = form.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}

/**
 * A form of the Lab's pages may only be sent from the Lab's pages. Browsers say from where in Origin; what is no browser
 * sends none.
 *
 * @param base `https://d-0123456789.awsapps.com`, as the browser knows the service
 */
export function fromOwnPage(context: LabContext, base: string): boolean {
  const origin = context.req.header('origin');
  return origin === undefined || (URL.canParse(base) && origin === new URL(base).origin);
}
