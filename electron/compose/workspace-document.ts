import { workspaceListSchema } from '../../shared/contract/workspace-file.ts';
import { LAB_WORKSPACE, type WorkspaceList } from '../../shared/core/connections/workspace.ts';
import type { DocumentKind } from '../../shared/ports/workspace-store.ts';

/** Workspaces as they are kept, the Lab's apart: that one fills itself. */
export const WORKSPACES: DocumentKind<WorkspaceList> = {
  name: 'workspaces',
  version: 1,
  empty: { active: LAB_WORKSPACE, workspaces: [] },
  migrations: {},
  parse: (value) => workspaceListSchema.parse(value) as WorkspaceList,
};
