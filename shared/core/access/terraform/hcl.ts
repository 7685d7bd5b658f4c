/** A value of HCL; `expression` stands as it is. */
export type HclValue =
  | string
  | boolean
  | { readonly expression: string }
  | { readonly map: Readonly<Record<string, string>> };

export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: readonly (readonly [name: string, value: HclValue])[];
  readonly blocks?: readonly HclBlock[];
}

/**
 * Writes HCL native syntax (HashiCorp HCL specification, "Template expressions"). Text is a quoted template in which nothing can be
 * read as interpolation, directive or end of the string.
 */
export function hclOf(blocks: readonly HclBlock[]): string {
  return blocks.map((block) => blockText(block, '')).join('\n');
}

function blockText(block: HclBlock, indent: string): string {
  const labels = block.labels.map((label) => ` ${hclString(label)}`).join('');
  const inner = `${indent}  `;
  const width = Math.max(
    0,
    ...block.attributes.filter(([, value]) => !isMap(value)).map(([name]) => name.length),
  );
  const attributes = block.attributes.map(
    ([name, value]) => `${inner}${isMap(value) ? name : name.padEnd(width)} = ${valueText(value, inner)}\n`,
  );
  const nested = (block.blocks ?? []).map((child) => `\n${blockText(child, inner)}`);
  return `${indent}${block.type}${labels} {\n${attributes.join('')}${nested.join('')}${indent}}\n`;
}

function isMap(value: HclValue): boolean {
  return typeof value === 'object' && 'map' in value;
}

function valueText(value: HclValue, indent: string): string {
  if (typeof value === 'string') return hclString(value);
  if (typeof value === 'boolean') return String(value);
  if ('expression' in value) return value.expression;
  const entries = Object.entries(value.map).map(([key, text]) => [hclString(key), hclString(text)] as const);
  if (entries.length === 0) return '{}';
  const width = Math.max(...entries.map(([key]) => key.length));
  return `{\n${entries.map(([key, text]) => `${indent}  ${key.padEnd(width)} = ${text}\n`).join('')}${indent}}`;
}

/** @returns a quoted string with everything escaped that HCL would not take for itself */
export function hclString(text: string): string {
  if (/^[\w .:,/@=+-]*$/.test(text)) return `"${text}"`;
  const escaped = text
    .replace(/[\\"]/g, (character) => `\\${character}`)
    .replace(/([$%])\{/g, '$1$1{')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(
      /[\p{Cc}\u2028\u2029]/gu,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return `"${escaped}"`;
}

/** Gives every resource an identifier that HCL takes (a letter, then letters, digits, `_`, `-`) and that no other of its type has. */
export class ResourceNames {
  /** By type and name: the number that the next one of that name tries first. */
  readonly #next = new Map<string, number>();

  /** @param text what the name shall remind of */
  name(type: string, text: string): string {
    const base = text
      .replace(/[^A-Za-z0-9_-]+/g, '_')
      .replace(/^(?![A-Za-z_])/, '_')
      .slice(0, 100);
    let name = base;
    for (let number = this.#next.get(`${type} ${base}`) ?? 1; this.#next.has(`${type} ${name}`); ) {
      number++;
      name = `${base}_${number}`;
      this.#next.set(`${type} ${base}`, number);
    }
    this.#next.set(`${type} ${name}`, 1);
    return name;
  }
}
