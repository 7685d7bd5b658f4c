import { readFile } from 'node:fs/promises';
import { type LabReady, labReadySchema } from '../../shared/contract/lab-ready.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';

/** Where a command looks for a running Lab. */
export interface LabPlace {
  /** Path of a ready file. */
  readonly lab?: string;
}

/**
 * Finds the running Lab that a command shall talk to.
 *
 * @param place `--lab`; without it the environment variable FEDBENCH_LAB names the ready file
 * @throws WorkbenchError ERR_LAB_NOT_RUNNING, ERR_USAGE where nothing names a ready file
 */
export async function findLab(place: LabPlace): Promise<LabReady> {
  const path = place.lab ?? process.env.FEDBENCH_LAB;
  if (path === undefined || path === '')
    throw new WorkbenchError(
      'ERR_USAGE',
      'command line',
      { option: '--lab' },
      {
        message: 'Nothing tells which Lab is meant.',
        hint: 'Give --lab FILE, or set FEDBENCH_LAB to the ready file that fedbench lab serve --ready-file wrote.',
      },
    );
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw notRunning(path, `There is no ready file ${path}.`);
  }
  const parsed = labReadySchema.safeParse(jsonOf(text));
  if (!parsed.success) throw notRunning(path, `${path} is not the ready file of a Lab of this version.`);
  return parsed.data;
}

function notRunning(path: string, message: string): WorkbenchError {
  return new WorkbenchError('ERR_LAB_NOT_RUNNING', 'lab', { path }, { message });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
