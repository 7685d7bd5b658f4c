import './measure.mjs';
import { app, BrowserWindow } from 'electron';

app.enableSandbox();
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 860, show: false });
  window.once('ready-to-show', () => window.show());
  window.loadURL('data:text/html,<p>empty</p>');
});
