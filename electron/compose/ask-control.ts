import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';

/** What a ready document says of the control routes. */
export interface ControlledLab {
  readonly endpoints: { readonly control: string };
  readonly controlToken: string;
}

/**
 * Asks a control route of a running Lab.
 *
 * @param path such as `/requests?limit=10`
 * @returns what it answers, parsed where it is JSON, else as text
 * @throws WorkbenchError ERR_LAB_NOT_RUNNING, ERR_USAGE with what the route says of the request
 */
export async function askControl(
  lab: ControlledLab,
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<unknown> {
  const { control } = lab.endpoints;
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(`${control}${path}`, {
      method,
      headers: { authorization: `Bearer ${lab.controlToken}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    text = await answer.text();
  } catch (thrown) {
    signal?.throwIfAborted();
    throw notRunning(`Nothing answers at ${control}.`, thrown);
  }
  const value = answer.headers.get('content-type')?.includes('json') === true ? jsonOf(text) : text;
  if (answer.ok) return value;
  if (answer.status === 401) throw notRunning(`Another Lab answers at ${control}.`);
  throw new WorkbenchError('ERR_USAGE', 'lab', {}, { message: refusalOf(value) });
}

function refusalOf(value: unknown): string {
  const { message, problems } = (value ?? {}) as { message?: unknown; problems?: unknown };
  const list = Array.isArray(problems) && problems.length > 0 ? ` ${problems.join('; ')}` : '';
  return `${typeof message === 'string' ? message : 'The Lab refused it.'}${list}`;
}

function notRunning(message: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError('ERR_LAB_NOT_RUNNING', 'lab', {}, { message, cause });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
