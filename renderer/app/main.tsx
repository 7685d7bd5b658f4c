import '@cloudscape-design/global-styles/index.css';
import { QueryClient } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { InspectorSession } from '../features/inspector/session.ts';
import { App } from './App.tsx';
import { ActivityStore } from './activity/activity-store.ts';
import { AppearanceStore } from './appearance.ts';
import { NoticeStore } from './notices/notice-store.ts';

const root = document.getElementById('root');
if (root === null) throw new TypeError('index.html has no #root');

const queryClient = new QueryClient({
  defaultOptions: { queries: { refetchOnWindowFocus: false, networkMode: 'always' } },
});
const appearance = new AppearanceStore();
appearance.start();

createRoot(root).render(
  <App
    queryClient={queryClient}
    session={new InspectorSession()}
    appearance={appearance}
    notices={new NoticeStore()}
    activity={new ActivityStore(queryClient)}
  />,
);
