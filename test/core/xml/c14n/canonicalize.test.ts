import { describe, expect, it } from 'vitest';
import { canonicalize } from '../../../../shared/core/xml/c14n/canonicalize.ts';
import { c14nMethodOf } from '../../../../shared/core/xml/c14n/method.ts';
import { parseXml } from '../../../../shared/core/xml/parse.ts';
import { descendants } from '../../../../shared/core/xml/query.ts';
import type { XmlElement } from '../../../../shared/core/xml/tree.ts';

const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const INCLUSIVE_11 = 'http://www.w3.org/2006/12/xml-c14n11';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

function canonical(
  source: string,
  uri: string,
  options: { of?: string; prefixes?: string; omit?: string } = {},
): string {
  const result = parseXml(source);
  if (!result.ok) throw new Error(result.refusal.message);
  const method = c14nMethodOf(uri, options.prefixes);
  if (method === undefined) throw new Error('no such method');
  const { root } = result.document;
  const find = (local: string | undefined): XmlElement | undefined =>
    [...descendants(root)].find((element) => element.local === local);
  return canonicalize(find(options.of) ?? root, method, find(options.omit));
}

describe('Canonical XML 1.0, the examples of its section 3', () => {
  it('3.2 white space is kept', () => {
    const text =
      '<doc>\n   <clean>   </clean>\n   <dirty>   A   B   </dirty>\n   <mixed>\n      A\n      <clean>   </clean>\n      B\n   </mixed>\n</doc>';
    expect(canonical(text, INCLUSIVE)).toBe(text);
  });

  it('3.3 start and end tags, without the defaulted attribute, which needs a DTD', () => {
    const text = `<doc>
   <e1   />
   <e2   ></e2>
   <e3   name = "elem3"   id="elem3"   />
   <e4   name="elem4"   id="elem4"   ></e4>
   <e5 a:attr="out" b:attr="sorted" attr2="all" attr="I'm"
      xmlns:b="http://www.ietf.org"
      xmlns:a="http://www.w3.org"
      xmlns="http://example.org"/>
   <e6 xmlns="" xmlns:a="http://www.w3.org">
      <e7 xmlns="http://www.ietf.org">
         <e8 xmlns="" xmlns:a="http://www.w3.org">
            <e9 xmlns="" xmlns:a="http://www.ietf.org"/>
         </e8>
      </e7>
   </e6>
</doc>`;
    expect(canonical(text, INCLUSIVE)).toBe(`<doc>
   <e1></e1>
   <e2></e2>
   <e3 id="elem3" name="elem3"></e3>
   <e4 id="elem4" name="elem4"></e4>
   <e5 xmlns="http://example.org" xmlns:a="http://www.w3.org" xmlns:b="http://www.ietf.org" attr="I'm" attr2="all" b:attr="sorted" a:attr="out"></e5>
   <e6 xmlns:a="http://www.w3.org">
      <e7 xmlns="http://www.ietf.org">
         <e8 xmlns="">
            <e9 xmlns:a="http://www.ietf.org"></e9>
         </e8>
      </e7>
   </e6>
</doc>`);
  });

  it('3.4 characters and references', () => {
    const text = `<doc>
   <text>First line&#x0d;&#10;Second line</text>
   <value>&#x32;</value>
   <compute><![CDATA[value>"0" && value<"10" ?"valid":"error"]]></compute>
   <compute expr='value>"0" &amp;&amp; value&lt;"10" ?"valid":"error"'>valid</compute>
   <norm attr=' &apos;   &#x20;&#13;&#xa;&#9;   &apos; '/>
</doc>`;
    expect(canonical(text, INCLUSIVE)).toBe(`<doc>
   <text>First line&#xD;
Second line</text>
   <value>2</value>
   <compute>value&gt;"0" &amp;&amp; value&lt;"10" ?"valid":"error"</compute>
   <compute expr="value>&quot;0&quot; &amp;&amp; value&lt;&quot;10&quot; ?&quot;valid&quot;:&quot;error&quot;">valid</compute>
   <norm attr=" '    &#xD;&#xA;&#x9;   ' "></norm>
</doc>`);
  });

  it('3.1 comments only where they are asked for', () => {
    const text = '<doc>Hello, world!<!-- Comment 1 --></doc>';
    expect(canonical(text, INCLUSIVE)).toBe('<doc>Hello, world!</doc>');
    expect(canonical(text, `${INCLUSIVE}#WithComments`)).toBe(text);
  });
});

describe('Exclusive XML Canonicalization 1.0', () => {
  const enveloped =
    '<n0:local xmlns:n0="urn:foo" xmlns:n3="ftp://example.org"><n1:elem2 xmlns:n1="http://example.net" xml:lang="en"><n3:stuff/></n1:elem2></n0:local>';

  it('section 2.2: the same subtree is the same in any envelope', () => {
    const other =
      '<n2:pdu xmlns:n1="http://example.com" xmlns:n2="urn:foo" xmlns:n3="ftp://example.org" xml:space="retain"><n1:elem2 xmlns:n1="http://example.net" xml:lang="en"><n3:stuff/></n1:elem2></n2:pdu>';
    const expected =
      '<n1:elem2 xmlns:n1="http://example.net" xml:lang="en"><n3:stuff xmlns:n3="ftp://example.org"></n3:stuff></n1:elem2>';
    expect(canonical(enveloped, EXCLUSIVE, { of: 'elem2' })).toBe(expected);
    expect(canonical(other, EXCLUSIVE, { of: 'elem2' })).toBe(expected);
  });

  it('prefixes of the list are treated inclusively', () => {
    expect(canonical(enveloped, EXCLUSIVE, { of: 'elem2', prefixes: 'n0 n3 unknown' })).toBe(
      '<n1:elem2 xmlns:n0="urn:foo" xmlns:n1="http://example.net" xmlns:n3="ftp://example.org" xml:lang="en"><n3:stuff></n3:stuff></n1:elem2>',
    );
    expect(
      canonical('<a xmlns="urn:d"><p:b xmlns:p="urn:p"><c/></p:b></a>', EXCLUSIVE, {
        of: 'b',
        prefixes: '#default',
      }),
    ).toBe('<p:b xmlns="urn:d" xmlns:p="urn:p"><c></c></p:b>');
  });

  it('takes a default namespace back only where it was written', () => {
    expect(canonical('<a xmlns="urn:d"><b xmlns=""><c/></b></a>', EXCLUSIVE)).toBe(
      '<a xmlns="urn:d"><b xmlns=""><c></c></b></a>',
    );
    expect(canonical('<a xmlns="urn:d"><b xmlns=""><c/></b></a>', EXCLUSIVE, { of: 'b' })).toBe(
      '<b><c></c></b>',
    );
  });
});

describe('subtrees', () => {
  const text = '<a xmlns:p="urn:p" xml:lang="de" xml:id="i" p:x="1"><b><c xml:space="preserve"/><d/></b></a>';

  it('take xml:* attributes over from above: all in 1.0, lang and space in 1.1, none exclusively', () => {
    expect(canonical(text, INCLUSIVE, { of: 'b' })).toBe(
      '<b xmlns:p="urn:p" xml:id="i" xml:lang="de"><c xml:space="preserve"></c><d></d></b>',
    );
    expect(canonical(text, INCLUSIVE_11, { of: 'b' })).toBe(
      '<b xmlns:p="urn:p" xml:lang="de"><c xml:space="preserve"></c><d></d></b>',
    );
    expect(canonical(text, EXCLUSIVE, { of: 'b' })).toBe('<b><c xml:space="preserve"></c><d></d></b>');
  });

  it('leave out the enveloped signature', () => {
    expect(canonical(text, EXCLUSIVE, { of: 'b', omit: 'c' })).toBe('<b><d></d></b>');
  });

  it('sort by code point, not by UTF-16 unit', () => {
    expect(canonical('<a \u{10400}="1" \uFA0E="2"/>', EXCLUSIVE)).toBe('<a \uFA0E="2" \u{10400}="1"></a>');
  });
});
