/** JSON has no maps and sets: they are written as objects of one member that no plain data has. */
const MAP = '$map';
const SET = '$set';
/** Data that has such a member after all, as a client may have sent it, is written as its entries. */
const PLAIN = '$plain';
const MARKS = [MAP, SET, PLAIN];

/** @returns state as JSON text that `readState` takes */
export function stateText(state: unknown): string {
  return JSON.stringify(state, (_name, value: unknown) => {
    if (value instanceof Map) return { [MAP]: [...value] };
    if (value instanceof Set) return { [SET]: [...value] };
    if (typeof value === 'object' && value !== null && MARKS.some((mark) => Object.hasOwn(value, mark)))
      return { [PLAIN]: Object.entries(value) };
    return value;
  });
}

interface Marked {
  readonly [MAP]: [unknown, unknown][];
  readonly [SET]: unknown[];
  readonly [PLAIN]: [string, unknown][];
}

/** @throws SyntaxError for text that is not JSON, TypeError where a mark has not what belongs to it */
export function readState(text: string): unknown {
  return JSON.parse(text, (_name, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if (Object.hasOwn(value, MAP)) return new Map((value as Marked)[MAP]);
    if (Object.hasOwn(value, SET)) return new Set((value as Marked)[SET]);
    if (Object.hasOwn(value, PLAIN)) return Object.fromEntries((value as Marked)[PLAIN]);
    return value;
  });
}
