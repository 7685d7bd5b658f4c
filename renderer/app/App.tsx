import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { InspectorSession } from '../features/inspector/session.ts';
import type { ActivityStore } from './activity/activity-store.ts';
import type { AppearanceStore } from './appearance.ts';
import { Frame } from './frame/Frame.tsx';
import type { NoticeStore } from './notices/notice-store.ts';
import { useHostEvents } from './use-host-events.ts';
import '../kit/theme-variables.css';
import '../kit/kit.css';
import './frame/frame.css';

/** What lives as long as the window; made once in main.tsx. */
export interface AppParts {
  readonly queryClient: QueryClient;
  readonly session: InspectorSession;
  readonly appearance: AppearanceStore;
  readonly notices: NoticeStore;
  readonly activity: ActivityStore;
}

/** The whole window. */
export function App(props: AppParts) {
  useHostEvents(props);
  return (
    <QueryClientProvider client={props.queryClient}>
      <div className="wb-frame">
        <Frame {...props} />
      </div>
    </QueryClientProvider>
  );
}
