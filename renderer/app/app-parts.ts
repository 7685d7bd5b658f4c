import type { QueryClient } from '@tanstack/react-query';
import type { InspectorSession } from '../features/inspector/session.ts';
import type { ActivityStore } from './activity/activity-store.ts';
import type { AppearanceStore } from './appearance.ts';
import type { NoticeStore } from './notices/notice-store.ts';

/** What lives as long as the window; made once in main.tsx. */
export interface AppParts {
  readonly queryClient: QueryClient;
  readonly session: InspectorSession;
  readonly appearance: AppearanceStore;
  readonly notices: NoticeStore;
  readonly activity: ActivityStore;
}
