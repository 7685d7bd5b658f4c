import { accessViewsSchema } from '../../shared/contract/access-matrix.ts';
import type { AccessView } from '../../shared/core/access/views.ts';
import type { DocumentKind } from '../../shared/ports/workspace-store.ts';

/** The saved views of one workspace as they are kept. */
export const accessViewsOf = (workspaceId: string): DocumentKind<readonly AccessView[]> => ({
  name: `access-views-${workspaceId}`,
  version: 1,
  empty: [],
  migrations: {},
  parse: (value) => accessViewsSchema.parse(value),
});
