import { compareGenerated, compareWithXmlsec1 } from '../oracles/compare-generated.ts';
import { xmlsec1Version } from '../oracles/xmlsec1.ts';
import { numberOption } from './options.ts';

const COUNT = 2_000;

/**
 * `npm run fuzz -- saml-oracles [--seed N] [--count N]`: generated messages against every other verifier.
 *
 * @returns false where we were wrong, or a disagreement is not listed
 */
export async function fuzz(args: readonly string[]): Promise<boolean> {
  const seed = numberOption(args, '--seed', Date.now() % 1_000_000_007);
  const count = numberOption(args, '--count', COUNT);
  const xmlsec1 = xmlsec1Version();
  console.log(`saml-oracles: ${count} messages from seed ${seed}; ${xmlsec1 ?? 'xmlsec1 is not installed'}`);
  const { error, warn } = console;
  console.error = () => undefined;
  console.warn = () => undefined;
  const seeds = Array.from({ length: count }, (_, index) => seed + index);
  const now = Date.now();
  const libraries = await compareGenerated(seeds, ['xml-crypto', 'node-saml', 'samlify'], now);
  const { wrong } = libraries;
  const unlisted = [...libraries.unlisted, ...(xmlsec1 === undefined ? [] : compareWithXmlsec1(seeds, now))];
  Object.assign(console, { error, warn });
  for (const { seed: at, failed } of wrong) console.log(`seed ${at}: not valid: ${failed.join(' ')}`);
  for (const line of unlisted) console.log(`not listed: ${line}`);
  console.log(`${wrong.length} wrong verdicts, ${unlisted.length} unlisted disagreements`);
  return wrong.length + unlisted.length === 0;
}
