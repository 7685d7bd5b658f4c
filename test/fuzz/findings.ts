import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './saml-run.ts';

/** Writes the inputs of findings under out/fuzz, so that each can be judged again by itself. */
export function keepFindings(name: string, findings: readonly Finding[]): string[] {
  const folder = join(process.cwd(), 'out', 'fuzz');
  if (findings.length > 0) mkdirSync(folder, { recursive: true });
  return findings.slice(0, 20).map((finding) => {
    const file = join(folder, `${name}-${finding.seed}-${finding.number}.txt`);
    writeFileSync(file, finding.input);
    return `seed ${finding.seed}, mutation ${finding.number}: ${finding.what}\n  ${file}`;
  });
}
