import { join } from 'node:path';
import { app } from 'electron';
import { systemClock } from '../compose/system-clock.ts';
import { systemRandom } from '../compose/system-random.ts';
import { Application } from './application.ts';
import { DEEP_LINK_SCHEME, DeepLinkInbox, deepLinkOfArguments } from './deep-links.ts';
import { catchFailures } from './failures.ts';
import { Log } from './log.ts';
import { guardBeforeReady, guardSession } from './security/guards.ts';

if (app.requestSingleInstanceLock()) start();
else app.exit(0);

function start(): void {
  const log = new Log(join(app.getPath('userData'), 'logs'), systemClock);
  const links = new DeepLinkInbox();
  const built = join(app.getAppPath(), 'out');
  const development = !app.isPackaged;
  catchFailures(log);
  guardBeforeReady(log);
  if (app.isPackaged) app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME);

  const receive = (link: string | undefined): void => {
    if (link !== undefined && !links.receive(link)) log.write('warning', 'deep-link-refused');
  };
  receive(deepLinkOfArguments(process.argv));

  const application = new Application({ log, links, built, development });
  void application.restore();
  const opened = app.whenReady().then(async () => {
    log.write('info', 'start', { version: app.getVersion(), electron: process.versions.electron ?? '' });
    const newNonce = (): string => Buffer.from(systemRandom.bytes(18)).toString('base64');
    guardSession({ log, pages: join(built, 'renderer'), devTools: development, newNonce });
    await application.open();
  });

  const show = (): void => void opened.then(() => application.show());
  app.on('second-instance', (_event, args) => {
    receive(deepLinkOfArguments(args));
    show();
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    receive(link);
    if (app.isReady()) show();
  });
  app.on('activate', () => app.isReady() && show());
  app.on('window-all-closed', () => process.platform === 'darwin' || app.quit());
  app.on('will-quit', () => application.close());
}
