import { escapeXml } from '../../platform/xml-text.ts';

/**
 * Writes a value as the AWS Query protocol does: members as elements, lists as `member` elements.
 *
 * @param value members that are undefined are left out
 */
export function xmlOf(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value))
    return `<${name}>${value.map((item: unknown) => xmlOf('member', item)).join('')}</${name}>`;
  if (typeof value !== 'object') return `<${name}>${escapeXml(String(value))}</${name}>`;
  const members = Object.entries(value).map(([member, content]) => xmlOf(member, content));
  return `<${name}>${members.join('')}</${name}>`;
}
