import { workspaceFileSchema } from '../../shared/contract/workspace-file.ts';
import type { Workspace } from '../../shared/core/connections/workspace.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';

/** The form in which a workspace goes to another machine; nothing secret is in it. */
export function workspaceFileText(workspace: Workspace): string {
  return `${JSON.stringify({ format: 'federation-workbench workspace', version: 1, workspace }, null, 2)}\n`;
}

/** @throws WorkbenchError ERR_WORKSPACE_FILE with what is wrong */
export function readWorkspaceFile(text: string): Workspace {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new WorkbenchError('ERR_WORKSPACE_FILE', 'file', { problems: ['it is no JSON'] });
  }
  const read = workspaceFileSchema.safeParse(value);
  if (read.success) return read.data.workspace as Workspace;
  const problems = read.error.issues.slice(0, 10).map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new WorkbenchError('ERR_WORKSPACE_FILE', 'file', { problems });
}
