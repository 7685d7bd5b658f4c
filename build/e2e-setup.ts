import { ensureBuilt } from './bootstrap/build-product.mjs';
import { hasXvfb, startVirtualDisplay } from './bootstrap/display.mjs';
import { ensureRuntime } from './bootstrap/runtime.mjs';
import { makeOpenFolder } from './bootstrap/unprivileged.mjs';

/** Runs once before the tests in real Electron: a current build, a runtime, a screen of their own. */
export async function setup(): Promise<() => void> {
  await ensureBuilt();
  await ensureRuntime();
  // Test workers end without their exit handlers: what they leave behind goes with this folder.
  const temporary = makeOpenFolder('e2e');
  process.env.TMPDIR = temporary.folder;
  // A virtual screen is preferred to the developer's own, where windows would take the focus.
  if (!hasXvfb()) return temporary.remove;
  const { display, stop } = await startVirtualDisplay();
  process.env.DISPLAY = display;
  delete process.env.WAYLAND_DISPLAY;
  return () => {
    stop();
    temporary.remove();
  };
}
