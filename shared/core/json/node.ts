/** A JSON value with where it stands; offsets are UTF-16 code units of the text it was read from. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonLiteral;

interface Placed {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

export interface JsonObject extends Placed {
  readonly kind: 'object';
  /** Every member in order, duplicates too. */
  readonly members: readonly JsonMember[];
  /** Each name with its last member, as most libraries read it. */
  readonly byName: ReadonlyMap<string, JsonMember>;
}

export interface JsonMember {
  readonly name: string;
  /** Where the name begins and ends, its quotes included. */
  readonly start: number;
  readonly nameEnd: number;
  readonly value: JsonNode;
}

interface JsonArray extends Placed {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

interface JsonString extends Placed {
  readonly kind: 'string';
  readonly value: string;
}

interface JsonNumber extends Placed {
  readonly kind: 'number';
  readonly value: number;
  /** As it stands in the text: 1e400 and 1E+2 have no other exact form. */
  readonly raw: string;
}

interface JsonLiteral extends Placed {
  readonly kind: 'literal';
  readonly value: boolean | null;
}

/** @returns the value of a member; of the last one where it stands twice, as most libraries read it. */
export function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.byName.get(name)?.value : undefined;
}

/** @returns the text of a string member, undefined for anything else. */
export function stringOf(node: JsonNode | undefined, name: string): string | undefined {
  const value = memberOf(node, name);
  return value?.kind === 'string' ? value.value : undefined;
}

/** @returns the plain value; objects have no prototype, so that no member can shadow anything. */
export function plainValue(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object': {
      const out: Record<string, unknown> = Object.create(null);
      for (const { name, value } of node.members) out[name] = plainValue(value);
      return out;
    }
    case 'array':
      return node.items.map(plainValue);
    default:
      return node.value;
  }
}

/** @returns how a value reads in a sentence or table: strings bare, everything else as its JSON text. */
export function textOf(node: JsonNode): string {
  return node.kind === 'string' ? node.value : compactText(node);
}

/** @returns JSON without white space, numbers and duplicates as they stood. */
export function compactText(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return `{${node.members.map(({ name, value }) => `${JSON.stringify(name)}:${compactText(value)}`).join(',')}}`;
    case 'array':
      return `[${node.items.map(compactText).join(',')}]`;
    case 'number':
      return node.raw;
    default:
      return JSON.stringify(node.value);
  }
}
