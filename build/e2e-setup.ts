import { ensureBuilt } from './bootstrap/build-product.mjs';
import { hasXvfb, startVirtualDisplay } from './bootstrap/display.mjs';
import { ensureRuntime } from './bootstrap/runtime.mjs';

/** Runs once before the tests in real Electron: a current build, a runtime, a screen of their own. */
export async function setup(): Promise<() => void> {
  await ensureBuilt();
  await ensureRuntime();
  // A virtual screen is preferred to the developer's own, where windows would take the focus.
  if (!hasXvfb()) return () => {};
  const { display, stop } = await startVirtualDisplay();
  process.env.DISPLAY = display;
  delete process.env.WAYLAND_DISPLAY;
  return stop;
}
