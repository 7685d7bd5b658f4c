import { useCallback, useEffect, useState } from 'react';
import { useFilePicker } from '../../kit/use-file-picker.tsx';
import { ActivityButton } from '../activity/ActivityButton.tsx';
import { ActivityPanel } from '../activity/ActivityPanel.tsx';
import type { AppParts } from '../app-parts.ts';
import { useClipboardOffer } from '../clipboard/use-clipboard-offer.ts';
import { commandActions } from '../command-actions.ts';
import { Notices } from '../notices/Notices.tsx';
import { PageBoundary } from '../PageBoundary.tsx';
import { Pages } from '../Pages.tsx';
import { CommandPalette } from '../palette/CommandPalette.tsx';
import { PAGES } from '../routes.ts';
import { ShortcutSheet } from '../ShortcutSheet.tsx';
import { useCommands } from '../use-commands.ts';
import { useFileDrop } from '../use-file-drop.ts';
import { showPage, usePage } from '../use-page.ts';
import { Header } from './Header.tsx';
import { Navigation } from './Navigation.tsx';

type Dialog = 'none' | 'palette' | 'shortcuts';

/** Head, navigation, page, and what lies over them. */
export function Frame(props: AppParts) {
  const { session } = props;
  const page = usePage();
  const [dialog, setDialog] = useState<Dialog>('none');
  const [activityOpen, setActivityOpen] = useState(false);
  const { picker, pick } = useFilePicker();
  const closeDialog = useCallback(() => setDialog('none'), []);
  const toggleActivity = () => setActivityOpen(!activityOpen);

  const inspect = useCallback(
    (text: string, source?: string) => {
      session.replace(text, source);
      showPage('inspector');
    },
    [session],
  );
  const inspectFile = useCallback(
    (file: File) => {
      void session.openFile(file);
      showPage('inspector');
    },
    [session],
  );
  useClipboardOffer(props, page, inspect);
  const hovering = useFileDrop(inspectFile);
  const openFile = () => pick(inspectFile);
  const commands = useCommands(
    commandActions(props, {
      inspect,
      openFile,
      toggleActivity,
      showPalette: () => setDialog('palette'),
      showShortcuts: () => setDialog('shortcuts'),
    }),
  );

  useEffect(() => {
    document.title = `${PAGES[page].title} – Federation Workbench`;
  }, [page]);

  return (
    <>
      <Header
        paletteKeys={commands.find((command) => command.id === 'palette.open')?.keys ?? ''}
        onPalette={() => setDialog('palette')}
        end={<ActivityButton activity={props.activity} open={activityOpen} onToggle={toggleActivity} />}
      />
      <Notices notices={props.notices} />
      <Navigation page={page} />
      <main className="wb-main" tabIndex={-1}>
        <PageBoundary key={page}>
          <Pages page={page} parts={props} commands={commands} onInspect={inspect} onOpenFile={openFile} />
        </PageBoundary>
      </main>
      {activityOpen ? (
        <ActivityPanel activity={props.activity} onClose={() => setActivityOpen(false)} />
      ) : null}
      {picker}
      {hovering ? <div className="wb-drop">Drop to inspect</div> : null}
      {dialog === 'palette' ? <CommandPalette entries={commands} onClose={closeDialog} /> : null}
      {dialog === 'shortcuts' ? <ShortcutSheet entries={commands} onClose={closeDialog} /> : null}
    </>
  );
}
