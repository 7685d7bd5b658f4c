import type { ElementModel, NodeModel } from './xml-model.ts';

/** Ways to write the same infoset: none of them changes the canonical form. */
export interface WritingStyle {
  readonly quote: '"' | "'";
  /** `<a></a>` for an empty element instead of `<a/>`. */
  readonly longEmpty: boolean;
  /** Characters beyond ASCII as numeric references. */
  readonly asciiOnly: boolean;
  /** Attributes in reverse order, with wider gaps. */
  readonly shuffled: boolean;
  readonly declaration: boolean;
}

export const PLAIN_WRITING: WritingStyle = {
  quote: '"',
  longEmpty: false,
  asciiOnly: false,
  shuffled: false,
  declaration: false,
};

function escapeCommon(value: string, style: WritingStyle): string {
  const escaped = value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\r/g, '&#13;');
  if (!style.asciiOnly) return escaped;
  return escaped.replace(
    /[\u{80}-\u{10ffff}]/gu,
    (character) => `&#x${character.codePointAt(0)?.toString(16)};`,
  );
}

function attributeValue(value: string, style: WritingStyle): string {
  const escaped = escapeCommon(value, style).replace(/\t/g, '&#9;').replace(/\n/g, '&#10;');
  return style.quote === '"' ? `"${escaped.replace(/"/g, '&quot;')}"` : `'${escaped.replace(/'/g, '&#39;')}'`;
}

function write(node: NodeModel, style: WritingStyle): string {
  if (node.kind === 'raw') return node.markup;
  if (node.kind === 'comment') return `<!--${node.text}-->`;
  if (node.kind === 'text')
    return node.cdata === true
      ? `<![CDATA[${node.text}]]>`
      : escapeCommon(node.text, style).replace(/]]>/g, ']]&gt;');
  const attributes = style.shuffled ? node.attributes.toReversed() : node.attributes;
  const gap = style.shuffled ? '  ' : ' ';
  const head = `<${node.name}${attributes.map(([name, value]) => `${gap}${name}=${attributeValue(value, style)}`).join('')}`;
  if (node.children.length === 0) return style.longEmpty ? `${head}></${node.name}>` : `${head}/>`;
  return `${head}>${node.children.map((child) => write(child, style)).join('')}</${node.name}${style.shuffled ? ' ' : ''}>`;
}

/** Writes the model as XML text. */
export function serialise(root: ElementModel, style: WritingStyle = PLAIN_WRITING): string {
  return `${style.declaration ? '<?xml version="1.0" encoding="UTF-8"?>\n' : ''}${write(root, style)}`;
}
