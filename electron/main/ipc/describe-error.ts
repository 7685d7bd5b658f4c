import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

/** Values that cannot hold what a user pasted: callers give names and numbers, never texts from outside. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** An error without its message, which may quote what the user pasted. */
export function describeError(thrown: unknown): LogFields {
  if (thrown instanceof WorkbenchError) return { code: thrown.code, where: thrown.where };
  if (!(thrown instanceof Error)) return { thrown: typeof thrown };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code.slice(0, 40) : undefined;
  return { name: thrown.name.slice(0, 80), code, at: stackOf(thrown.stack) };
}

/** @returns function, file and line of each frame; the file's last two names only, and nothing of the message */
export function stackOf(stack: string | undefined): string | undefined {
  if (stack === undefined) return undefined;
  const frames: string[] = [];
  for (const line of stack.split('\n')) {
    const frame =
      /^\s+at (?:async )?(?:([\w$.<>[\] #]{1,80}) \()?\S*?((?:[\w.@+-]+\/)?[\w.@+-]+:\d+:\d+)\)?$/.exec(line);
    if (frame !== null) frames.push(`${frame[1] ?? ''}@${frame[2]}`);
    if (frames.length === 12) break;
  }
  return frames.join(' < ');
}
