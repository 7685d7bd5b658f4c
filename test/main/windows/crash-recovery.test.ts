import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { CRASH_PAGES, recoverFromCrash } from '../../../electron/main/windows/crash-recovery.ts';

class HeldContents extends EventEmitter {
  readonly acts: string[] = [];
  isDestroyed(): boolean {
    return false;
  }
  reload(): void {
    this.acts.push('reload');
  }
  async loadURL(url: string): Promise<void> {
    this.acts.push(url);
  }
  async crash(reason = 'crashed'): Promise<void> {
    this.emit('render-process-gone', {}, { reason, exitCode: 1 });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('reloads once, shows the plain page when that crashes too, and begins anew after a while', async () => {
  const contents = new HeldContents();
  const told: string[] = [];
  let now = 0;
  recoverFromCrash(contents as unknown as Parameters<typeof recoverFromCrash>[0], {
    now: () => now,
    tell: (reason) => told.push(reason),
  });
  await contents.crash();
  now = 30_000;
  await contents.crash('oom');
  now = 200_000;
  await contents.crash();
  await contents.crash('clean-exit');
  expect(contents.acts).toEqual(['reload', 'app://workbench/crashed.html', 'reload']);
  expect(told).toEqual(['crashed', 'oom', 'crashed']);
});

it('shows a page without script whose one link leads back', () => {
  const page = CRASH_PAGES['/crashed.html'] ?? '';
  expect(page).not.toContain('<script');
  expect(page.match(/href="[^"]*"/g)).toEqual(['href="./index.html"']);
});
