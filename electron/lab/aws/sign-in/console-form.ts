import type { LabContext } from '../../platform/arrival.ts';
import { ConsoleRefusal } from './identity-source.ts';
import { readBody } from './read-form.ts';

/** Bytes of a form with a metadata file in it. */
const MOST_BYTES = 1024 * 1024;

/**
 * Reads a form of the console page, with files as their text.
 *
 * @returns the first value of each field. @throws ConsoleRefusal for what is no form
 */
export async function readConsoleForm(context: LabContext): Promise<ReadonlyMap<string, string>> {
  const bytes = await readBody(context, MOST_BYTES);
  if (bytes === undefined) throw new ConsoleRefusal('This is larger than anything the console takes.');
  const type = context.req.header('content-type') ?? '';
  if (!/^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type))
    throw new ConsoleRefusal('This is not a form.');
  const fields = new Map<string, string>();
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
    for (const [name, value] of form as unknown as Iterable<[string, string | Blob]>) {
      const text = typeof value === 'string' ? value : await value.text();
      // A file that was not chosen comes as an empty one, beside the text that was pasted instead.
      if ((fields.get(name) ?? '') === '') fields.set(name, text);
    }
  } catch {
    throw new ConsoleRefusal('This form could not be read.');
  }
  return fields;
}
