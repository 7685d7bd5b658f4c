/** JSON has no maps and sets: they are written as objects of one member that no plain data has. */
const MAP = '$map';
const SET = '$set';

/** @returns state as JSON text that `readState` takes */
export function stateText(state: unknown): string {
  return JSON.stringify(state, (_name, value: unknown) => {
    if (value instanceof Map) return { [MAP]: [...value] };
    if (value instanceof Set) return { [SET]: [...value] };
    return value;
  });
}

/** @throws SyntaxError for text that is not JSON */
export function readState(text: string): unknown {
  return JSON.parse(text, (_name, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if (MAP in value) return new Map(value[MAP] as [unknown, unknown][]);
    if (SET in value) return new Set(value[SET] as unknown[]);
    return value;
  });
}
