import { describe, expect, it } from 'vitest';
import { restoredBounds } from '../../../electron/main/windows/window-state.ts';

const laptop = { x: 0, y: 0, width: 1440, height: 900 };
const external = { x: 1440, y: -200, width: 2560, height: 1440 };
const state = (x: number, y: number, width: number, height: number) => ({
  bounds: { x, y, width, height },
  maximized: false,
  fullScreen: false,
});

it('opens where the window was', () => {
  expect(restoredBounds(state(1600, 0, 1200, 800), [laptop, external])).toEqual({
    x: 1600,
    y: 0,
    width: 1200,
    height: 800,
  });
});

describe('opens on the primary display', () => {
  it.each([
    ['when the display has gone', state(1600, 0, 1200, 800)],
    ['when the title bar is above every display', state(0, -500, 1200, 800)],
    ['when it lies below', state(0, 890, 1200, 800)],
    ['when a few pixels only could be seen', state(1400, 100, 1200, 800)],
    ['the first time', { maximized: false, fullScreen: false }],
  ])('%s', (_why, saved) => {
    expect(restoredBounds(saved, [laptop])).toEqual({ width: 1280, height: 860 });
  });
});

it('fits a window into the display it lies on, and keeps it large enough to use', () => {
  expect(restoredBounds(state(0, 0, 5000, 5000), [laptop])).toEqual({ x: 0, y: 0, width: 1440, height: 900 });
  expect(restoredBounds(state(0, 0, 200, 100), [laptop])).toEqual({ x: 0, y: 0, width: 800, height: 600 });
});

it('opens on a display smaller than its usual size', () => {
  const small = { x: 0, y: 0, width: 1024, height: 700 };
  expect(restoredBounds({ maximized: false, fullScreen: false }, [small])).toEqual({
    width: 1024,
    height: 700,
  });
});
