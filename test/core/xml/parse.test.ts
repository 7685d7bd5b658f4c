import { describe, expect, it } from 'vitest';
import { parseXml } from '../../../shared/core/xml/parse.ts';
import { attribute, childElements, pathOf, textOf } from '../../../shared/core/xml/query.ts';
import type { XmlDocument, XmlElement } from '../../../shared/core/xml/tree.ts';

function parsed(source: string | Uint8Array): XmlDocument {
  const result = parseXml(source);
  if (!result.ok) throw new Error(`${result.refusal.reason}: ${result.refusal.message}`);
  return result.document;
}

function refusal(source: string | Uint8Array): string {
  const result = parseXml(source);
  return result.ok ? 'read' : result.refusal.reason;
}

const bytes = (text: string, ...before: number[]): Uint8Array =>
  Uint8Array.from([...before, ...new TextEncoder().encode(text)]);

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const out = new Uint8Array(text.length * 2);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    out[index * 2 + (bigEndian ? 1 : 0)] = unit & 0xff;
    out[index * 2 + (bigEndian ? 0 : 1)] = unit >> 8;
  }
  return out;
}

describe('the tree', () => {
  const text =
    '<?xml version="1.0"?>\n<!-- a --><p:r xmlns:p="urn:p" ID="x">one<b q="1"/>t&amp;w<![CDATA[<o>]]><!--c-->!</p:r>\n';
  const { root, byId, comments } = parsed(text);
  const slice = (node: { start: number; end: number }): string => text.slice(node.start, node.end);

  it('points every node to its place in the text', () => {
    expect(slice(root)).toMatch(/^<p:r .*<\/p:r>$/);
    expect(text.slice(root.start, root.startTagEnd)).toBe('<p:r xmlns:p="urn:p" ID="x">');
    expect(root.children.map(slice)).toEqual([
      'one',
      '<b q="1"/>',
      't&amp;w<![CDATA[<o>]]>',
      '<!--c-->',
      '!',
    ]);
  });

  it('joins text, references and CDATA, and never what a comment parts', () => {
    expect(root.children.map((node) => (node.kind === 'element' ? node.local : node.text))).toEqual([
      'one',
      'b',
      't&w<o>',
      'c',
      '!',
    ]);
    expect(textOf(root)).toBe('onet&w<o>!');
    expect(comments).toBe(2);
  });

  it('keeps declarations apart from attributes and knows IDs', () => {
    expect(root.declarations).toEqual([['p', 'urn:p']]);
    expect(root.attributes).toEqual([{ prefix: '', local: 'ID', uri: '', value: 'x' }]);
    expect(byId.get('x')).toBe(root);
    const [inner] = childElements(root);
    expect(attribute(inner as XmlElement, 'q')).toBe('1');
    expect(pathOf(inner as XmlElement)).toBe('/r/b[1]');
  });

  it('turns line ends into line feeds and says that there were others', () => {
    const document = parsed('<a b="1\r\n2">x\r\ny\rz</a>');
    expect(textOf(document.root)).toBe('x\ny\nz');
    expect(attribute(document.root, 'b')).toBe('1 2');
    expect(document.carriageReturns).toBe(true);
  });
});

describe('encodings', () => {
  it.each([
    ['UTF-8 with a mark', bytes('<a>é</a>', 0xef, 0xbb, 0xbf), 'UTF-8', true],
    [
      'little-endian UTF-16',
      utf16('\uFEFF<?xml version="1.0" encoding="utf-16"?><a>é😀</a>', false),
      'UTF-16LE',
      true,
    ],
    ['big-endian UTF-16', utf16('\uFEFF<a>é</a>', true), 'UTF-16BE', true],
    ['ASCII declared as Latin-1', bytes('<?xml version="1.0" encoding="ISO-8859-1"?><a/>'), 'UTF-8', false],
  ])('reads and names %s', (_name, source, encoding, bom) => {
    expect(parsed(source)).toMatchObject({ encoding, bom });
  });

  it.each([
    ['UTF-8 declared as Latin-1', bytes('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>')],
    ['Latin-1', Uint8Array.from([0x3c, 0x61, 0x3e, 0xe9, 0x3c, 0x2f, 0x61, 0x3e])],
    ['UTF-16 without a mark', utf16('<a/>', false)],
    ['UTF-16 declared as UTF-8', utf16('\uFEFF<?xml version="1.0" encoding="UTF-8"?><a/>', false)],
    ['UTF-16 with half a character', utf16('\uFEFF<a>\uD800</a>', false)],
    ['UTF-32', Uint8Array.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x3c])],
    ['half a surrogate pair', '<a>\uD83D</a>'],
  ])('refuses %s', (_name, source) => expect(refusal(source)).toBe('encoding'));
});

describe('what is refused', () => {
  it.each([
    ['', 'empty'],
    ['plain words', 'not-well-formed'],
    ['<!DOCTYPE a><a/>', 'doctype'],
    ['<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 'doctype'],
    ['<!DOCTYPE a [<!ENTITY', 'doctype'],
    ['<?xml version="1.0"?>\n<!-- <a/> --><!DOCTYPE a><a/>', 'doctype'],
    ['<a><!DOCTYPE a></a>', 'doctype'],
    ['<a>&b;</a>', 'entity'],
    ['<a b="&nbsp;"/>', 'entity'],
    ['<a>&#0;</a>', 'entity'],
    ['<a><?b c?></a>', 'processing-instruction'],
    ['<?b c?><a/>', 'processing-instruction'],
    ['<a ID="1"><b Id="1"/></a>', 'duplicate-id'],
    ['<a AssertionID="1"><b xml:id="1"/></a>', 'duplicate-id'],
    ['<a ID="1" Id="2"/>', 'several-ids'],
    ['<a b="1" b="1"/>', 'duplicate-attribute'],
    ['<a xmlns:p="urn:x" xmlns:q="urn:x" p:b="1" q:b="2"/>', 'duplicate-attribute'],
    ['<a xmlns="urn:x" xmlns="urn:y"/>', 'duplicate-attribute'],
    ['<p:a/>', 'namespace'],
    ['<a p:b="1"/>', 'namespace'],
    ['<a xmlns:p=""/>', 'namespace'],
    ['<a xmlns:p="relative"/>', 'namespace'],
    ['<a xmlns:p=" urn:x"/>', 'namespace'],
    ['<a xmlns:xml="urn:x"/>', 'namespace'],
    ['<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>', 'namespace'],
    ['<a xmlns:xmlns="urn:x"/>', 'namespace'],
    ['<a:b:c xmlns:a="urn:x"/>', 'namespace'],
    ['<a:1 xmlns:a="urn:x"/>', 'namespace'],
    ['<a/><b/>', 'second-root'],
    ['<a/>text', 'second-root'],
    ['<a><b>', 'truncated'],
    ['<a b="', 'truncated'],
    ['<a></b>', 'not-well-formed'],
    ['<a>\u0001</a>', 'not-well-formed'],
    ['<a b=1/>', 'not-well-formed'],
    ['<a>]]></a>', 'not-well-formed'],
    ['<?xml version="1.1"?><a/>', 'xml-version'],
  ])('%j: %s', (source, reason) => expect(refusal(source)).toBe(reason));

  it('10,000 nested elements and 100,000 attributes, without reading on', () => {
    expect(refusal('<a>'.repeat(10_000))).toBe('too-deep');
    const attributes = Array.from({ length: 100_000 }, (_, index) => ` a${index}=""`).join('');
    expect(refusal(`<a${attributes}/>`)).toBe('too-many-attributes');
  });

  it('more namespaces than a look-up should have to pass', () => {
    const level = Array.from({ length: 50 }, (_, index) => ` xmlns:p${index}="urn:x"`).join('');
    expect(refusal(`<a${level}><a${level}/><a${level}/></a>`)).toBe('read');
    expect(refusal(`<a${level}><a${level}><a${level}/></a></a>`)).toBe('namespace');
  });

  it('more nodes and bytes than the limits allow', () => {
    expect(parseXml('<a><b/><b/></a>', { limits: { nodes: 2 } })).toMatchObject({
      refusal: { reason: 'too-many-nodes' },
    });
    expect(parseXml('<a/>', { limits: { size: 3 } })).toMatchObject({ refusal: { reason: 'too-large' } });
  });

  it('names the place', () => {
    expect(parseXml('<a>\n <?b?></a>')).toMatchObject({ refusal: { line: 2, text: '<a>\n <?b?></a>' } });
  });
});
