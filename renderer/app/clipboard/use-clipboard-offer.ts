import { useEffect, useState } from 'react';
import { call } from '../../bridge/call.ts';
import type { AppParts } from '../app-parts.ts';
import type { PageId } from '../routes.ts';
import { ClipboardWatch } from './clipboard-watch.ts';

const NOTICE = 'clipboard-offer';
/** Characters; whoever copies more has a file, and need not carry it through the window with every focus. */
const LONGEST = 1_000_000;
const PAGES: ReadonlySet<PageId> = new Set(['home', 'inspector']);

/**
 * Offers to inspect what was copied elsewhere, when the reader comes back to the window with it. It is recognised here, by
 * its beginning; it is neither kept nor judged unless the reader says so.
 */
export function useClipboardOffer(
  { notices, session }: AppParts,
  page: PageId,
  inspect: (text: string, source: string) => void,
): void {
  const [watch] = useState(
    () => new ClipboardWatch(async () => (await call('app.readClipboard', { atMost: LONGEST })).text),
  );
  const offered = PAGES.has(page);
  useEffect(() => {
    if (!offered) return;
    let left = false;
    const look = async () => {
      const found = await watch.look(session.text);
      if (left || found === undefined) return;
      notices.dismiss(NOTICE);
      if (found === 'none') return;
      notices.add({
        id: NOTICE,
        tone: 'info',
        text: `The clipboard holds ${found.kind}.`,
        dismissible: true,
        action: { label: 'Inspect it', run: () => inspect(found.text, 'The clipboard') },
      });
    };
    const quietly = () => void look().catch(() => undefined);
    let revision = session.snapshot().revision;
    let { replaced } = session.snapshot();
    const stop = session.subscribe(() => {
      const now = session.snapshot();
      if (now.revision !== revision) watch.know(session.text);
      // Whatever is inspected next, the offer has been answered.
      if (now.replaced !== replaced) notices.dismiss(NOTICE);
      ({ revision, replaced } = now);
    });
    window.addEventListener('focus', quietly);
    if (document.hasFocus()) quietly();
    return () => {
      left = true;
      stop();
      window.removeEventListener('focus', quietly);
      notices.dismiss(NOTICE);
    };
  }, [offered, watch, session, notices, inspect]);
}
