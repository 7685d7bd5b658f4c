import type { Rectangle } from 'electron';
import type { WindowState } from '../documents.ts';

const DEFAULT_SIZE = { width: 1280, height: 860 };
export const MINIMUM_SIZE = { width: 800, height: 600 };

/** Pixels of the title bar that must lie on a display, so that the window can be seen and moved. */
const GRIP = { width: 120, height: 32 };

/**
 * @param state what was saved; displays may have gone since
 * @param workAreas of every display, the primary one first
 * @returns where to open the window: as it was, or in the middle of the primary display where it could not be reached
 */
export function restoredBounds(state: WindowState, workAreas: readonly Rectangle[]): Partial<Rectangle> {
  const { bounds } = state;
  const primary = workAreas[0];
  if (bounds !== undefined) {
    const area = workAreas.find((candidate) => isReachable(bounds, candidate));
    if (area !== undefined) {
      return {
        x: bounds.x,
        y: bounds.y,
        width: clamp(bounds.width, MINIMUM_SIZE.width, area.width),
        height: clamp(bounds.height, MINIMUM_SIZE.height, area.height),
      };
    }
  }
  if (primary === undefined) return DEFAULT_SIZE;
  return {
    width: clamp(DEFAULT_SIZE.width, MINIMUM_SIZE.width, primary.width),
    height: clamp(DEFAULT_SIZE.height, MINIMUM_SIZE.height, primary.height),
  };
}

function isReachable(bounds: Rectangle, area: Rectangle): boolean {
  const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const top = bounds.y >= area.y && bounds.y + GRIP.height <= area.y + area.height;
  return across >= GRIP.width && top;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
