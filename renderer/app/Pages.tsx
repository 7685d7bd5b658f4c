import { lazy, Suspense, useSyncExternalStore } from 'react';
import HomePage from '../features/home/Page.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import type { AppParts } from './app-parts.ts';
import type { AppearanceStore } from './appearance.ts';
import type { PaletteEntry } from './palette/CommandPalette.tsx';
import type { PageId } from './routes.ts';
import { ShortcutTable } from './ShortcutSheet.tsx';
import { showPage } from './use-page.ts';

const InspectorPage = lazy(() => import('../features/inspector/Page.tsx'));
const AccessPage = lazy(() => import('../features/access/Page.tsx'));
const ConnectionsPage = lazy(() => import('../features/connections/Page.tsx'));
const LabPage = lazy(() => import('../features/lab/Page.tsx'));
const SelfTestPage = lazy(() => import('../features/self-test/Page.tsx'));
const SettingsPage = lazy(() => import('../features/settings/Page.tsx'));
const AboutPage = lazy(() => import('../features/about/Page.tsx'));

interface PagesProps {
  readonly page: PageId;
  readonly parts: AppParts;
  readonly commands: readonly PaletteEntry[];
  readonly onInspect: (text: string, source?: string) => void;
  readonly onOpenFile: () => void;
}

function Home(props: PagesProps) {
  const { session } = props.parts;
  const { empty, source, length } = session.snapshot();
  return (
    <HomePage
      onInspect={props.onInspect}
      onOpenFile={props.onOpenFile}
      onLab={() => showPage('lab')}
      onConnections={() => showPage('connections')}
      onSample={(sample) => {
        session.replace(sample.input, `Sample: ${sample.title}`, sample.options);
        showPage('inspector');
      }}
      recent={
        empty
          ? undefined
          : { title: source ?? `Text of ${length} characters`, onOpen: () => showPage('inspector') }
      }
    />
  );
}

function Settings(props: { readonly appearance: AppearanceStore }) {
  const { appearance } = props;
  const chosen = useSyncExternalStore(appearance.subscribe, appearance.snapshot);
  return <SettingsPage appearance={chosen} onAppearance={(change) => void appearance.choose(change)} />;
}

function Inspector(props: { readonly parts: AppParts }) {
  const { session, notices } = props.parts;
  return (
    <InspectorPage
      session={session}
      onNotice={(text) => notices.add({ id: 'inspector', tone: 'info', text, dismissible: true })}
    />
  );
}

function SelfTest(props: { readonly parts: AppParts }) {
  const { session, notices } = props.parts;
  return (
    <SelfTestPage
      onInspect={(text, source, options) => {
        session.replace(text, source, options);
        showPage('inspector');
      }}
      onNotice={(text) => notices.add({ id: 'self-test', tone: 'info', text, dismissible: true })}
    />
  );
}

function Page(props: PagesProps) {
  switch (props.page) {
    case 'home':
      return <Home {...props} />;
    case 'inspector':
      return <Inspector parts={props.parts} />;
    case 'access':
      return <AccessPage onConnections={() => showPage('connections')} onLab={() => showPage('lab')} />;
    case 'connections':
      return <ConnectionsPage onLab={() => showPage('lab')} />;
    case 'lab':
      return <LabPage />;
    case 'self-test':
      return <SelfTest parts={props.parts} />;
    case 'settings':
      return <Settings appearance={props.parts.appearance} />;
    case 'about':
      return <AboutPage shortcuts={<ShortcutTable entries={props.commands} />} />;
  }
}

/** The page of the current route; all but Home are loaded when first shown. */
export function Pages(props: PagesProps) {
  return (
    <Suspense fallback={<EmptyState title="Loading …" />}>
      <Page {...props} />
    </Suspense>
  );
}
