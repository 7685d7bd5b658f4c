import type { LabContext } from '../../platform/arrival.ts';
import { AwsError } from './aws-error.ts';

/** No request of these services comes near it. */
const LARGEST = 1024 * 1024;

/** @throws AwsError RequestEntityTooLargeException */
export async function readBody(context: LabContext): Promise<Uint8Array> {
  const told = Number(context.req.header('content-length') ?? Number.NaN);
  if (told <= LARGEST) return new Uint8Array(await context.req.arrayBuffer());
  const stream = context.req.raw.body;
  if (stream === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > LARGEST)
      throw new AwsError('RequestEntityTooLargeException', 'The request is too large.', 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
