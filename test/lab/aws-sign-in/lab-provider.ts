import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { namesOf } from '../../../electron/lab/aws/sign-in/instance-names.ts';
import { IDENTITY_CENTER_TEMPLATE } from '../../../electron/lab/entra/directory.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { privateKeyOf, publicKeyOf } from '../../../electron/lab/platform/rsa-key.ts';
import { type EncryptionShape, encryptXml } from '../../generators/encrypt.ts';
import { type TestKey, testKey } from '../../generators/keys.ts';
import { assertionElement, responseElement, SamlWriter } from '../../generators/saml-response.ts';
import { SAML_STYLES, type SamlStyle } from '../../generators/saml-style.ts';
import type { SamlValues } from '../../generators/saml-values.ts';
import { SeededRandom } from '../../generators/seeded-random.ts';
import { serialise } from '../../generators/serialise.ts';
import { PLAIN_SIGNATURE, type SignatureShape, signEnveloped } from '../../generators/sign.ts';
import { childOf, type ElementModel, element, replaceIn } from '../../generators/xml-model.ts';

const PASSWORD = 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password';
const FORMAT_EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

/** What a test changes about a response that would be accepted. */
export interface ResponseWish extends Partial<SamlValues> {
  readonly key?: TestKey;
  readonly signs?: 'assertion' | 'response' | 'both';
  readonly signature?: Partial<SignatureShape>;
  readonly style?: SamlStyle;
  readonly encrypted?: boolean;
  /** Changes the document before it is signed. */
  readonly edit?: (root: ElementModel, assertion: ElementModel) => void;
}

/** The Lab's identity provider with its own signing key, but with the generators' pen: it writes whatever a test wants. */
export class LabProvider {
  readonly #lab: Lab;
  readonly key: TestKey;
  readonly #folder = mkdtempSync(join(tmpdir(), 'lab-provider-'));
  #count = 0;

  constructor(lab: Lab) {
    this.#lab = lab;
    this.key = this.#signingKey();
  }

  /** Removes the certificate file made for xmlsec1. */
  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #signingKey(): TestKey {
    for (const tenant of this.#lab.state.directory.tenants.values())
      for (const principal of tenant.servicePrincipals.values()) {
        const [signing] = principal.signingKeys;
        if (principal.applicationTemplateId !== IDENTITY_CENTER_TEMPLATE || signing === undefined) continue;
        const certificatePath = join(this.#folder, 'idp.crt');
        writeFileSync(certificatePath, signing.certificatePem);
        const privateKey = privateKeyOf(signing.key);
        return {
          name: 'idp-rsa',
          privateKey,
          publicKey: publicKeyOf(signing.key),
          privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
          certificatePem: signing.certificatePem,
          certificateBase64: new X509Certificate(signing.certificatePem).raw.toString('base64'),
          certificatePath,
          privatePath: '',
        };
      }
    throw new Error('the Lab has no AWS application');
  }

  /** Values of a response for somebody, as of the Lab's time. */
  values(userName: string): SamlValues {
    const { aws } = this.#lab.state;
    const names = namesOf(aws);
    const now = this.#lab.ground.clock.now();
    this.#count += 1;
    return {
      messageId: `_message-${this.#count}`,
      assertionId: `_assertion-${this.#count}`,
      issuer: aws.identityCenter.identityProvider?.entityId ?? '',
      audience: names.entityId,
      recipient: names.acs,
      nameId: userName,
      nameIdFormat: FORMAT_EMAIL,
      attributes: [
        { name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name', values: [userName] },
        { name: 'http://schemas.microsoft.com/identity/claims/displayname', values: ['Somebody'] },
      ],
      issuedAt: now,
      notBefore: now - 5 * 60_000,
      notOnOrAfter: now + 65 * 60_000,
      authnContext: PASSWORD,
    };
  }

  /** @returns a signed response as XML */
  response(userName: string, wish: ResponseWish = {}): string {
    const {
      key = this.key,
      signs = 'assertion',
      signature,
      style = entraStyle(),
      encrypted,
      edit,
      ...rest
    } = wish;
    const values = { ...this.values(userName), ...rest };
    const writer = new SamlWriter(style);
    const assertion = assertionElement(writer, values);
    const root = responseElement(writer, values, [assertion]);
    edit?.(root, assertion);
    const shape: SignatureShape = { ...PLAIN_SIGNATURE, key, ...signature };
    if (signs !== 'response') signEnveloped(root, assertion, place(assertion), shape);
    if (encrypted === true) replaceIn(root, assertion, encryptedAssertion(root, assertion, writer));
    if (signs !== 'assertion') signEnveloped(root, root, place(root), shape);
    return serialise(root);
  }

  /** @returns the form of the POST binding */
  form(userName: string, wish: ResponseWish = {}, relayState?: string): Record<string, string> {
    return {
      SAMLResponse: Buffer.from(this.response(userName, wish)).toString('base64'),
      ...(relayState === undefined ? {} : { RelayState: relayState }),
    };
  }
}

/** Reads the AuthnRequest in an address of the redirect binding. */
export function requestIn(address: string): {
  readonly xml: string;
  readonly id: string;
  readonly relayState: string;
} {
  const { searchParams } = new URL(address);
  const deflated = Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64');
  const xml = inflateRawSync(deflated).toString('utf8');
  return { xml, id: /\sID="([^"]+)"/.exec(xml)?.[1] ?? '', relayState: searchParams.get('RelayState') ?? '' };
}

function entraStyle(): SamlStyle {
  const style = SAML_STYLES.find(({ name }) => name === 'entra') ?? SAML_STYLES[0];
  if (style === undefined) throw new Error('there is no style');
  return style;
}

function place(target: ElementModel): number {
  const issuer = childOf(target, 'Issuer');
  return issuer === undefined ? 0 : target.children.indexOf(issuer) + 1;
}

const ENCRYPTION: EncryptionShape = {
  recipient: testKey('sp-rsa'),
  data: 'aes256-gcm',
  transport: 'oaep-mgf1p',
  keyPlace: 'inside',
  prefix: 'xenc',
};

function encryptedAssertion(root: ElementModel, assertion: ElementModel, writer: SamlWriter): ElementModel {
  const own = new Set(assertion.attributes.map(([name]) => name));
  const inherited = root.attributes.filter(([name]) => name.startsWith('xmlns') && !own.has(name));
  const text = serialise({ ...assertion, attributes: [...inherited, ...assertion.attributes] });
  return element(
    writer.a('EncryptedAssertion'),
    writer.assertionNamespace(),
    ...encryptXml(text, ENCRYPTION, new SeededRandom(1)),
  );
}
