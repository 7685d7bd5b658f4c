import type { SamlStyle } from './saml-style.ts';
import type { GeneratedAttribute, SamlValues } from './saml-values.ts';
import { type ElementModel, element, type NodeModel, text } from './xml-model.ts';

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const XS = 'http://www.w3.org/2001/XMLSchema';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/** Qualified names and times in one style. */
export class SamlWriter {
  readonly #style: SamlStyle;

  constructor(style: SamlStyle) {
    this.#style = style;
  }

  p(local: string): string {
    return this.#style.protocol === '' ? local : `${this.#style.protocol}:${local}`;
  }

  a(local: string): string {
    return this.#style.assertion === '' ? local : `${this.#style.assertion}:${local}`;
  }

  /** The declaration of the assertion namespace where it is first needed; nothing where the root has it. */
  assertionNamespace(isRoot = false): Record<string, string> {
    if (this.#style.declareAtRoot && this.#style.assertion !== '' && !isRoot) return {};
    return { [this.#style.assertion === '' ? 'xmlns' : `xmlns:${this.#style.assertion}`]: ASSERTION };
  }

  protocolNamespaces(): Record<string, string> {
    return {
      [this.#style.protocol === '' ? 'xmlns' : `xmlns:${this.#style.protocol}`]: PROTOCOL,
      ...(this.#style.declareAtRoot && this.#style.assertion !== ''
        ? { [`xmlns:${this.#style.assertion}`]: ASSERTION }
        : {}),
    };
  }

  time(at: number): string {
    const iso = new Date(at).toISOString();
    return this.#style.milliseconds ? iso : iso.replace(/\.\d+Z/, 'Z');
  }

  /** Children with white space between them where the style indents. */
  lay(depth: number, ...children: readonly (NodeModel | undefined)[]): NodeModel[] {
    const present = children.filter((child) => child !== undefined);
    if (!this.#style.indented || present.length === 0) return present;
    const gap = `\n${'  '.repeat(depth)}`;
    return [...present.flatMap((child) => [text(gap), child]), text(gap.slice(0, -2))];
  }

  get typed(): boolean {
    return this.#style.typedValues;
  }
}

export function issuerElement(writer: SamlWriter, values: SamlValues, standsAlone: boolean): ElementModel {
  return element(writer.a('Issuer'), standsAlone ? writer.assertionNamespace() : {}, values.issuer);
}

function attributeElement(writer: SamlWriter, attribute: GeneratedAttribute): ElementModel {
  const valueAttributes = writer.typed ? { 'xsi:type': 'xs:string' } : {};
  return element(
    writer.a('Attribute'),
    { Name: attribute.name, NameFormat: attribute.nameFormat, FriendlyName: attribute.friendlyName },
    ...writer.lay(
      4,
      ...attribute.values.map((value) => element(writer.a('AttributeValue'), valueAttributes, value)),
    ),
  );
}

function subjectElement(writer: SamlWriter, values: SamlValues): ElementModel {
  const data = element(writer.a('SubjectConfirmationData'), {
    InResponseTo: values.inResponseTo,
    NotOnOrAfter: writer.time(values.notOnOrAfter),
    Recipient: values.recipient,
  });
  return element(
    writer.a('Subject'),
    {},
    ...writer.lay(
      3,
      element(writer.a('NameID'), { Format: values.nameIdFormat }, values.nameId),
      element(writer.a('SubjectConfirmation'), { Method: BEARER }, ...writer.lay(4, data)),
    ),
  );
}

/** An unsigned SAML 2.0 assertion. */
export function assertionElement(writer: SamlWriter, values: SamlValues, isRoot = false): ElementModel {
  const audience = element(writer.a('Audience'), {}, values.audience);
  const conditions = element(
    writer.a('Conditions'),
    { NotBefore: writer.time(values.notBefore), NotOnOrAfter: writer.time(values.notOnOrAfter) },
    ...writer.lay(3, element(writer.a('AudienceRestriction'), {}, ...writer.lay(4, audience))),
  );
  const context = element(writer.a('AuthnContextClassRef'), {}, values.authnContext);
  const authentication = element(
    writer.a('AuthnStatement'),
    { AuthnInstant: writer.time(values.notBefore), SessionIndex: values.assertionId },
    ...writer.lay(3, element(writer.a('AuthnContext'), {}, ...writer.lay(4, context))),
  );
  const attributes = element(
    writer.a('AttributeStatement'),
    {},
    ...writer.lay(3, ...values.attributes.map((attribute) => attributeElement(writer, attribute))),
  );
  return element(
    writer.a('Assertion'),
    {
      ...writer.assertionNamespace(isRoot),
      ...(writer.typed ? { 'xmlns:xs': XS, 'xmlns:xsi': XSI } : {}),
      ID: values.assertionId,
      IssueInstant: writer.time(values.issuedAt),
      Version: '2.0',
    },
    ...writer.lay(
      2,
      issuerElement(writer, values, false),
      subjectElement(writer, values),
      conditions,
      attributes,
      authentication,
    ),
  );
}

/** An unsigned SAML 2.0 response around assertions (or their encrypted form). */
export function responseElement(
  writer: SamlWriter,
  values: SamlValues,
  assertions: readonly ElementModel[],
): ElementModel {
  const code = element(writer.p('StatusCode'), { Value: 'urn:oasis:names:tc:SAML:2.0:status:Success' });
  return element(
    writer.p('Response'),
    {
      ...writer.protocolNamespaces(),
      ID: values.messageId,
      Version: '2.0',
      IssueInstant: writer.time(values.issuedAt),
      Destination: values.recipient,
      InResponseTo: values.inResponseTo,
    },
    ...writer.lay(
      1,
      issuerElement(writer, values, true),
      element(writer.p('Status'), {}, ...writer.lay(2, code)),
      ...assertions,
    ),
  );
}
