import { FILE_CHANNELS } from '../../shared/contract/channels.ts';

/**
 * Writes the path of a file into the input of a job that reads one, over whatever the page wrote there. Only a file that the user dropped or chose
 * has a path; one that a script made has none, and neither has a text that looks like one.
 *
 * @param input what the page gave
 * @param file what the page gave as the file
 * @param pathOf Electron's own look-up
 * @returns the input with `droppedPath`, empty where there is no path
 */
export function jobInput(
  channel: string,
  input: unknown,
  file: unknown,
  pathOf: (file: File) => string,
): unknown {
  if (!FILE_CHANNELS.includes(channel)) return input;
  let droppedPath = '';
  try {
    droppedPath = pathOf(file as File);
  } catch {
    // Not a file at all.
  }
  return { ...(typeof input === 'object' ? input : {}), droppedPath };
}
