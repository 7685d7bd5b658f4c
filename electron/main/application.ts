import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, type MessagePortMain, nativeTheme } from 'electron';
import type { Appearance } from '../../shared/contract/app.ts';
import { EVENT_CHANNEL, LINE_CHANNEL } from '../../shared/contract/channels.ts';
import type { CommandId } from '../../shared/contract/commands.ts';
import { contractAt } from '../../shared/contract/whole.ts';
import type { WorkbenchEvent } from '../../shared/contract/workbench-api.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import { History } from '../../shared/flows/inspector/history.ts';
import type { SecretStore } from '../../shared/ports/secret-store.ts';
import type { DocumentKind } from '../../shared/ports/workspace-store.ts';
import { nodeSealing } from '../adapters/crypto/node-sealing.ts';
import { writeWholeFile } from '../adapters/files/write-file.ts';
import { nodeNetwork } from '../adapters/http/node-network.ts';
import { openDesktopSecretStore } from '../adapters/secret-store/desktop-secret-store.electron.ts';
import { FileStore } from '../adapters/workspace-store/file-store.ts';
import { askControl } from '../compose/ask-control.ts';
import { systemClock } from '../compose/system-clock.ts';
import { systemRandom } from '../compose/system-random.ts';
import type { AccessHost } from './access/access-host.ts';
import { forkAccess } from './access/access-process.ts';
import { AppearanceSetting } from './appearance.ts';
import { confirmInWindow } from './confirmation.ts';
import type { DeepLinkInbox } from './deep-links.ts';
import { isDevelopmentRuntime } from './development-runtime.ts';
import { APPEARANCE, WINDOW_STATE, type WindowState } from './documents.ts';
import { logFailure } from './failures.ts';
import type { AccessHandlerParts } from './handlers/access-handlers.ts';
import { allHandlers } from './handlers/all-handlers.ts';
import type { ConnectionsHandlerParts } from './handlers/connections-handlers.ts';
import { bindContract } from './ipc/bind.ts';
import { describeError } from './ipc/describe-error.ts';
import { Jobs } from './ipc/jobs.ts';
import { Plans } from './ipc/plans.ts';
import { Router } from './ipc/router.ts';
import { WorkerHost } from './ipc/worker-host.ts';
import { LabHost } from './lab/lab-host.ts';
import { forkLab, newLabFolder } from './lab/lab-process.ts';
import type { Log } from './log.ts';
import { menuTemplate } from './menu.ts';
import { chooseImportFile, chooseSeedFile } from './open-dialog.ts';
import { chooseFileToWrite } from './save-dialog.ts';
import { APP_PAGE } from './security/app-origin.ts';
import { openWindow } from './windows/open-window.ts';
import { forkWorker, newLine } from './worker-process.ts';

export interface ApplicationParts {
  readonly log: Log;
  readonly links: DeepLinkInbox;
  /** The folder of the build: preload/, worker/, renderer/. */
  readonly built: string;
  /** True unless packaged: developer tools, and answers held against the contract. */
  readonly development: boolean;
}

/** The composition root of the desktop: makes every part once, and opens the window. */
export class Application {
  readonly #parts: ApplicationParts;
  readonly #folder = join(app.getPath('userData'), 'workspace');
  readonly #store = new FileStore(this.#folder, systemClock);
  readonly #windows = new Map<number, BrowserWindow>();
  /** The ids of #windows, for whoever must know them and nothing else. */
  readonly #known = new Set<number>();
  readonly #appearance: AppearanceSetting;
  readonly #worker: WorkerHost<MessagePortMain>;
  readonly #lab: LabHost;
  readonly #plans: Plans;
  readonly #jobs: Jobs;
  readonly #notices: WorkbenchEvent[] = [];
  /** What was saved, read before it is needed. */
  #saved: Promise<readonly [Appearance, WindowState]> | undefined;
  #secrets: SecretStore | undefined;
  #history: History | undefined;
  #reaching: Promise<ConnectionsHandlerParts> | undefined;
  #accessHost: Pick<AccessHost, 'close'> | undefined;

  constructor(parts: ApplicationParts) {
    this.#parts = parts;
    const { log } = parts;
    this.#appearance = new AppearanceSetting({
      theme: nativeTheme,
      store: this.#store,
      changed: () => this.#changed(['app.appearance']),
    });
    this.#worker = new WorkerHost({
      fork: () => forkWorker(join(parts.built, 'worker', 'index.js'), parts.development, log),
      newLine,
      now: () => performance.now(),
      logExit: (exitCode) => log.write('warning', 'worker-exit', { exitCode }),
    });
    this.#lab = new LabHost({
      fork: () => forkLab(join(parts.built, 'worker', 'index.js')),
      ask: askControl,
      changed: (channels) => this.#changed(channels),
      now: systemClock.now,
      newFolder: newLabFolder,
      logExit: (exitCode) => log.write('warning', 'lab-exit', { exitCode }),
    });
    this.#plans = new Plans({ clock: systemClock, random: systemRandom, confirm: confirmInWindow });
    const router = new Router({
      contract: contractAt('main'),
      handlers: this.#handlers(),
      checkOutput: parts.development,
      logFailure: (channel, thrown) => logFailure(log, `failed ${channel}`, thrown),
    });
    this.#jobs = new Jobs({ router, random: systemRandom, emit: (id, event) => this.#send(id, event) });
    bindContract({
      contract: contractAt('main'),
      door: ipcMain,
      jobs: this.#jobs,
      known: this.#known,
      logRefusal: (channel) => log.write('warning', 'sender-refused', { channel }),
    });
  }

  /** Reads what was saved; called before `ready` as well, because Chromium takes longer to be. */
  restore(): Promise<readonly [Appearance, WindowState]> {
    this.#saved ??= Promise.all([this.#restore(APPEARANCE), this.#restore(WINDOW_STATE)]);
    return this.#saved;
  }

  /** Opens the window as it was saved; call it after `ready`. */
  async open(): Promise<void> {
    const [appearance, state] = await this.restore();
    // On macOS the window may be closed and opened again, as it was by then.
    this.#saved = undefined;
    this.#appearance.restore(appearance);
    this.#setMenu();
    const window = openWindow({
      state,
      preload: join(this.#parts.built, 'preload', 'index.cjs'),
      devTools: this.#parts.development,
      store: this.#store,
      log: this.#parts.log,
      pageEnded: (id) => this.#endPage(id),
      closed: (id) => {
        this.#endPage(id);
        this.#windows.delete(id);
        this.#known.delete(id);
      },
    });
    const { id } = window.webContents;
    this.#windows.set(id, window);
    this.#known.add(id);
    window.webContents.on('did-finish-load', () => this.#giveLine(window));
    window.webContents.once('did-finish-load', () => {
      for (const notice of this.#notices.splice(0)) this.#send(id, notice);
    });
  }

  /** Each page that was loaded gets its line to the worker, which the first one starts; the page after a crash gets none. */
  #giveLine({ webContents }: BrowserWindow): void {
    if (webContents.getURL().split('#')[0] !== APP_PAGE) return;
    this.#worker.connect(webContents.id, (news, port) => {
      if (!webContents.isDestroyed())
        webContents.postMessage(LINE_CHANNEL, news, port === undefined ? [] : [port]);
    });
  }

  /** Brings the window to the front, or opens it again. */
  async show(): Promise<void> {
    const [window] = this.#windows.values();
    if (window === undefined) return this.open();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** Takes the worker and the Lab down with the application. */
  close(): void {
    this.#worker.close();
    this.#lab.close();
    this.#accessHost?.close();
  }

  #handlers() {
    const { log, links } = this.#parts;
    return allHandlers({
      plans: this.#plans,
      checkHearing: () => this.#worker.checkHearing(),
      jobs: () => this.#jobs,
      app: {
        appearance: this.#appearance,
        takeLink: (id) => {
          links.deliverTo((link) => this.#send(id, { type: 'deep-link', link }));
          return links.take();
        },
        log,
        dataFolder: this.#folder,
        developmentRuntime: isDevelopmentRuntime(),
        newCorrelationId: systemRandom.uuid,
        hasFocus: (id) => this.#windows.get(id)?.isFocused() ?? false,
      },
      access: () => this.#access(),
      connections: () => this.#reachClouds(),
      evidence: { network: nodeNetwork, chooseFile: chooseFileToWrite, write: writeWholeFile },
      history: {
        history: () => this.#openHistory(),
        plans: this.#plans,
        changed: (channels) => this.#changed(channels),
      },
      lab: {
        host: this.#lab,
        plans: this.#plans,
        changed: (channels) => this.#changed(channels),
        chooseFile: chooseFileToWrite,
        chooseSeed: chooseSeedFile,
        write: writeWholeFile,
      },
      workspace: {
        store: this.#store,
        folder: this.#folder,
        plans: this.#plans,
        changed: (channels) => this.#changed(channels),
        afterErase: () => {
          this.#appearance.restore(APPEARANCE.empty);
          this.#changed(['app.appearance', 'history.status', 'history.list']);
        },
      },
    });
  }

  #openSecrets(): SecretStore {
    this.#secrets ??= openDesktopSecretStore(this.#store);
    return this.#secrets;
  }

  /** Everything that reaches the clouds, loaded when it is first asked for. */
  async #connections(): Promise<ConnectionsHandlerParts> {
    const { connectionsParts } = await import('./connections-parts.ts');
    return connectionsParts({
      store: this.#store,
      secrets: this.#openSecrets(),
      lab: this.#lab,
      plans: this.#plans,
      log: this.#parts.log,
      changed: (channels) => this.#changed(channels),
    });
  }

  /** Once for all who reach the clouds, so that they share connections and the request log. */
  #reachClouds(): Promise<ConnectionsHandlerParts> {
    this.#reaching ??= this.#connections();
    return this.#reaching;
  }

  /** What reads and changes access; the organization itself is held by a process of its own. */
  async #access(): Promise<AccessHandlerParts> {
    const { accessParts } = await import('./access/access-parts.ts');
    const reaching = await this.#reachClouds();
    const entry = join(this.#parts.built, 'worker', 'index.js');
    const parts = accessParts(
      reaching,
      {
        fork: () => forkAccess(entry, join(this.#folder, 'access')),
        logExit: (exitCode) => this.#parts.log.write('warning', 'access-exit', { exitCode }),
        chooseImport: chooseImportFile,
      },
      this.#lab,
      this.#store,
    );
    this.#accessHost = parts.host;
    return parts;
  }

  #openHistory(): History {
    this.#history ??= new History({
      store: this.#store,
      secrets: this.#openSecrets(),
      sealing: nodeSealing,
      random: systemRandom,
      clock: systemClock,
    });
    return this.#history;
  }

  /** Nothing that was saved may keep the window from opening: the user is told, and goes on with defaults. */
  async #restore<T>(kind: DocumentKind<T>): Promise<T> {
    try {
      const { value, keptAside } = await this.#store.load(kind);
      if (keptAside !== undefined) {
        const path = join(this.#folder, `${kind.name}.json`);
        this.#notice(new WorkbenchError('ERR_STORE_DAMAGED', 'store', { path, keptAside }));
      }
      return value;
    } catch (thrown) {
      this.#parts.log.write('warning', 'not-restored', { document: kind.name, ...describeError(thrown) });
      if (thrown instanceof WorkbenchError) this.#notice(thrown);
      return kind.empty;
    }
  }

  #notice(error: WorkbenchError): void {
    this.#notices.push({ type: 'notice', error: error.toWire() });
  }

  #endPage(windowId: number): void {
    this.#worker.disconnect(windowId);
    this.#parts.links.deliverTo(undefined);
    this.#jobs.endWindow(windowId);
    this.#plans.endWindow(windowId);
  }

  #setMenu(): void {
    const send = (id: CommandId): void => {
      const window = BrowserWindow.getFocusedWindow() ?? [...this.#windows.values()][0];
      if (window !== undefined) this.#send(window.webContents.id, { type: 'command', id });
    };
    const mac = process.platform === 'darwin';
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(menuTemplate({ mac, devTools: this.#parts.development, send })),
    );
  }

  #changed(channels: readonly string[]): void {
    for (const id of this.#windows.keys()) this.#send(id, { type: 'changed', channels });
  }

  #send(windowId: number, event: WorkbenchEvent): void {
    const contents = this.#windows.get(windowId)?.webContents;
    if (contents !== undefined && !contents.isDestroyed()) contents.send(EVENT_CHANNEL, event);
  }
}
