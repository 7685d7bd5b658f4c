import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InspectOptions } from '../../shared/core/inspector/options.ts';
import { RUBY_SAML_INVALIDS } from '../fixtures/ruby-saml-invalids.ts';
import { JWT_FIXTURES } from '../fixtures/rules/jwt.ts';
import { AT } from '../fixtures/rules/jwt-case.ts';
import {
  corpusFiles,
  corpusText,
  embeddedCertificates,
  hasCorpora,
  shortlyAfter,
} from '../oracles/corpora.ts';
import { bytes, type ParityCase } from './wire.ts';

const COOKBOOK = join(process.cwd(), '..', 'shared', 'corpora', 'jose-cookbook');
const given = (kind: 'certificate' | 'key' | 'any', texts: readonly string[]) =>
  texts.map((text) => ({ kind, text }));

function inspectCase(name: string, input: string | Uint8Array, options: Partial<InspectOptions>): ParityCase {
  return { name, call: 'inspect', args: [typeof input === 'string' ? input : bytes(input), options] };
}

function nodeSamlCases(): ParityCase[] {
  const folder = 'node-saml/test/static';
  return ['valid', 'invalid'].flatMap((kind) =>
    corpusFiles(`${folder}/signatures/${kind}`).map(({ name, content }) =>
      inspectCase(`node-saml ${kind} ${name}`, content, {
        trust: given('certificate', [corpusText(`${folder}/cert.pem`)]),
        decryptKeys: given('key', [corpusText(`${folder}/testshib encryption pvk.pem`)]),
        at: Date.UTC(2020, 8, 25, 16, 30),
      }),
    ),
  );
}

function rubySamlCases(): ParityCase[] {
  const folder = 'ruby-saml/test';
  const options = (xml: string): Partial<InspectOptions> => ({
    trust: given('certificate', embeddedCertificates(xml)),
    decryptKeys: given('key', [corpusText(`${folder}/certificates/ruby-saml.key`)]),
    at: shortlyAfter(xml),
  });
  const honest = corpusFiles(`${folder}/responses`).map(({ name, content, xml }) =>
    inspectCase(`ruby-saml ${name}`, content, options(xml)),
  );
  const invalid = corpusFiles(`${folder}/responses/invalids`).map(({ name, content, xml }) => {
    const row = RUBY_SAML_INVALIDS.find(({ file }) => file === name);
    const own = row?.trust === true ? [corpusText(`${folder}/certificates/ruby-saml.crt`)] : [];
    return inspectCase(`ruby-saml invalid ${name}`, content, {
      ...options(xml),
      trust: given('certificate', [...embeddedCertificates(xml), ...own]),
      ...(row?.expect === undefined ? {} : { expect: row.expect }),
      ...(row?.strict === undefined ? {} : { strict: true }),
    });
  });
  return [...honest, ...invalid];
}

interface Example {
  readonly input: { readonly key?: unknown; readonly pwd?: string; readonly payload?: string };
  readonly output: Readonly<Record<string, unknown>>;
}

/** JWS, JWE and the RFC 7797 and RFC 8037 examples, each serialization with its key. */
function cookbookCases(): ParityCase[] {
  if (!existsSync(COOKBOOK)) return [];
  return ['jws', 'jwe', 'rfc7797', 'curve25519'].flatMap((folder) =>
    readdirSync(join(COOKBOOK, folder))
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => {
        const { input, output } = JSON.parse(readFileSync(join(COOKBOOK, folder, name), 'utf8')) as Example;
        const keys = Array.isArray(input.key) ? { keys: input.key } : input.key;
        const texts = keys === undefined ? [] : given('any', [JSON.stringify(keys)]);
        return Object.entries(output).map(([form, value]) =>
          inspectCase(
            `cookbook ${folder}/${name} ${form}`,
            typeof value === 'string' ? value : JSON.stringify(value),
            {
              trust: folder === 'jwe' ? [] : texts,
              decryptKeys: folder === 'jwe' || name.startsWith('ecdh') ? texts : [],
              at: Date.UTC(2026, 10, 23),
              ...(input.payload === undefined ? {} : { detachedPayload: input.payload }),
            },
          ),
        );
      }),
  );
}

/** @returns both fixtures of every rule of a token, judged whole */
export async function jwtRuleCases(): Promise<ParityCase[]> {
  const cases: ParityCase[] = [];
  for (const [id, fixture] of Object.entries(JWT_FIXTURES)) {
    for (const outcome of ['fail', 'pass'] as const) {
      const { input, options } = await fixture[outcome]();
      cases.push(inspectCase(`${id} ${outcome}`, input, { at: AT, ...options }));
    }
  }
  return cases;
}

/** @returns whole verdicts on everything published that lies beside the checkout; nothing where it is absent */
export function corpusCases(): ParityCase[] {
  return hasCorpora ? [...nodeSamlCases(), ...rubySamlCases(), ...cookbookCases()] : [];
}
