import { describe, expect, it } from 'vitest';
import { RUBY_SAML_INVALIDS } from '../../fixtures/ruby-saml-invalids.ts';
import {
  corpusFiles,
  corpusText,
  embeddedCertificates,
  hasCorpora,
  shortlyAfter,
  WITHOUT_CORPORA,
} from '../../oracles/corpora.ts';
import { failures, judgeOne } from '../../oracles/our-verdict.ts';

const FOLDER = 'ruby-saml/test';
const decryptKeys = hasCorpora ? [corpusText(`${FOLDER}/certificates/ruby-saml.key`)] : [];
const ownCertificate = hasCorpora ? [corpusText(`${FOLDER}/certificates/ruby-saml.crt`)] : [];

describe.skipIf(!hasCorpora)(`ruby-saml's invalids ${WITHOUT_CORPORA}`, () => {
  const files = corpusFiles(`${FOLDER}/responses/invalids`);

  it('have a row each', () => {
    expect(RUBY_SAML_INVALIDS.map(({ file }) => file).toSorted()).toEqual(
      files.map(({ name }) => name).toSorted(),
    );
  });

  it.each(RUBY_SAML_INVALIDS)(
    '$file fails in $check',
    async ({ file, check, expect: asked, strict, trust }) => {
      const found = files.find(({ name }) => name === file);
      if (found === undefined) throw new Error(`${file} is missing`);
      const message = await judgeOne(found.content, {
        certificates: [...embeddedCertificates(found.xml), ...(trust ? ownCertificate : [])],
        decryptKeys,
        at: shortlyAfter(found.xml),
        ...(asked === undefined ? {} : { expect: asked }),
        ...(strict === undefined ? {} : { strict }),
      });
      expect(failures(message)).toContain(check);
      expect(message.verdict).toBe('invalid');
    },
  );
});

/** Whole and honest; the signature's certificate is in the file, as ruby-saml's own tests trust it. */
const HONEST = [
  'adfs_response_sha256.xml',
  'adfs_response_sha384.xml',
  'adfs_response_sha512.xml',
  'response_encrypted_attrs.xml.base64',
  'response_encrypted_nameid.xml.base64',
  'response_with_ds_namespace_at_the_root.xml.base64',
  'response_with_retrieval_method.xml',
  'response_with_signed_assertion_2.xml.base64',
  'signed_message_encrypted_signed_assertion.xml.base64',
  'signed_message_encrypted_unsigned_assertion.xml.base64',
  'signed_nameid_in_atts.xml',
  'signed_unqual_nameid_in_atts.xml',
  'valid_response.xml.base64',
  'valid_response_with_formatted_x509certificate.xml.base64',
];

describe.skipIf(!hasCorpora)(`ruby-saml's responses ${WITHOUT_CORPORA}`, () => {
  const files = corpusFiles(`${FOLDER}/responses`);
  const chosen = (names: readonly string[]): typeof files => files.filter(({ name }) => names.includes(name));

  it.each(chosen(HONEST))('$name is valid', async ({ content, xml }) => {
    const message = await judgeOne(content, {
      certificates: embeddedCertificates(xml),
      decryptKeys,
      at: shortlyAfter(xml),
    });
    expect(failures(message)).toEqual([]);
    expect(message.verdict).toBe('valid');
  });

  const encrypted = files.filter(({ xml }) => xml.includes('EncryptedAssertion'));

  it.each(encrypted)('$name opens', async ({ content, xml }) => {
    const message = await judgeOne(content, { decryptKeys, at: shortlyAfter(xml) });
    expect(
      message.checks.filter(({ id }) => id === 'encryption.decrypt').map(({ status }) => status),
    ).toEqual(['pass']);
    expect(message.views.some(({ text }) => text.includes('NameID'))).toBe(true);
  });

  const cut = files.filter(
    ({ name, xml }) => name.includes('attack') && embeddedCertificates(xml).length > 0,
  );

  it.each(cut)('$name gives nobody half a name', async ({ content, xml }) => {
    const request = { certificates: embeddedCertificates(xml), at: shortlyAfter(xml) };
    const message = await judgeOne(content, request);
    if (message.verdict === 'valid') expect(message.subject?.nameId).toBe('test@onelogin.com');
    expect((await judgeOne(content, { ...request, strict: true })).verdict).toBe('invalid');
  });

  it.each(chosen(['attackxee.xml']))('$name is refused for its DOCTYPE', async ({ content }) => {
    expect(failures(await judgeOne(content))).toContain('xml.doctype');
  });
});
