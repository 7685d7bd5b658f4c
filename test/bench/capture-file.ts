import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CaptureShape, harPieces } from '../generators/capture.ts';

/** Writes a capture to a folder of its own that everybody may read, piece by piece. */
export function writeCapture(shape: CaptureShape): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-har-'));
  // The application may run as another user.
  chmodSync(folder, 0o755);
  const path = join(folder, 'capture.har');
  const file = openSync(path, 'w');
  for (const piece of harPieces(shape)) writeSync(file, piece);
  closeSync(file);
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
