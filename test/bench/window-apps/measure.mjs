// Runs as the main process of both contenders: reports when the first window was on the screen with content.
import { app } from 'electron';

app.on('browser-window-created', (_event, window) => {
  let shown = window.isVisible() ? Date.now() : 0;
  window.once('show', () => {
    shown = Date.now();
  });
  const look = async () => {
    // The time origin is the page's; both are wall-clock milliseconds.
    const painted = await window.webContents.executeJavaScript(
      `(() => { const paint = performance.getEntriesByName('first-contentful-paint')[0];
        return paint === undefined ? 0 : performance.timeOrigin + paint.startTime; })()`,
    );
    if (painted === 0 || shown === 0) {
      setTimeout(look, 20);
      return;
    }
    process.stdout.write(`painted ${Math.max(painted, shown)}\n`, () => app.exit(0));
  };
  window.webContents.once('dom-ready', look);
});
