import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const FOLDER = join(process.cwd(), '..', 'shared', 'corpora');

/** False in a checkout without the corpora beside it: tests over them say so and are skipped. */
export const hasCorpora = existsSync(join(FOLDER, 'node-saml'));
export const WITHOUT_CORPORA = '(skipped where ../shared/corpora is absent)';

export interface CorpusFile {
  readonly name: string;
  /** As published: XML, or base64 of XML, deflated or not. */
  readonly content: Uint8Array;
  readonly xml: string;
}

export function corpusText(path: string): string {
  return readFileSync(join(FOLDER, path), 'utf8');
}

function xmlOf(content: Buffer): string {
  const text = content.toString('utf8');
  if (/^\s*</.test(text)) return text;
  const decoded = Buffer.from(text, 'base64');
  return /^\s*</.test(decoded.toString('utf8'))
    ? decoded.toString('utf8')
    : inflateRawSync(decoded).toString('utf8');
}

/** The files of one folder of the corpora, none where they are absent. */
export function corpusFiles(folder: string): CorpusFile[] {
  if (!hasCorpora) return [];
  return readdirSync(join(FOLDER, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => {
      const content = readFileSync(join(FOLDER, folder, name));
      return { name, content, xml: xmlOf(content) };
    });
}

/** The certificates a published message carries, as PEM: the ones its project's own tests trust. */
export function embeddedCertificates(xml: string): string[] {
  return [...xml.matchAll(/X509Certificate[^>]*>([^<]+)</g)].flatMap(([, base64 = '']) => {
    try {
      return [new X509Certificate(Buffer.from(base64.replace(/&#13;/g, ''), 'base64')).toString()];
    } catch {
      return [];
    }
  });
}

/** One minute after the message was issued. */
export function shortlyAfter(xml: string): number {
  const issued = /IssueInstant="([^"]+)"/.exec(xml)?.[1];
  return issued === undefined ? Date.UTC(2011, 5, 22, 12, 50) : Date.parse(issued) + 60_000;
}
