import type { WebContents } from 'electron';
import { CRASH_PAGE } from '../security/navigation.ts';

/** Milliseconds within which a second crash means that reloading does not help. */
const SOON = 60_000;

/** What a window shows whose page crashed twice; without script, because scripts are what crashed. */
export const CRASH_PAGES: Readonly<Record<string, string>> = {
  '/crashed.html': `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Federation Workbench</title>
<style nonce="__CSP_NONCE__">
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 20vh auto 0; padding: 0 2rem; }
</style>
</head>
<body>
<main>
<h1>The window stopped twice</h1>
<p>What you have saved is still there. Often the last input was too large for the memory that is left.</p>
<p><a href="./index.html">Open the window again</a></p>
</main>
</body>
</html>
`,
};

/**
 * Brings a window back whose page process died: reloads it once, and shows a plain page when that dies too.
 *
 * @param tell logs the reason; the words are Electron's own
 */
export function recoverFromCrash(
  contents: Pick<WebContents, 'on' | 'reload' | 'loadURL' | 'isDestroyed'>,
  parts: { readonly now: () => number; readonly tell: (reason: string) => void },
): void {
  let last = Number.NEGATIVE_INFINITY;
  contents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || contents.isDestroyed()) return;
    parts.tell(details.reason);
    const soon = parts.now() - last < SOON;
    last = parts.now();
    // Not from within the event: the dead process is still being taken down.
    setImmediate(() => {
      if (contents.isDestroyed()) return;
      if (soon) contents.loadURL(CRASH_PAGE).catch(() => {});
      else contents.reload();
    });
  });
}
