// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { projectRoot } from './paths.mjs';
import { importTypeScript } from './typescript-module.mjs';

/**
 * Runs `npm run bench` and `npm run fuzz`: each TypeScript module of a folder that exports the named function is one run.
 *
 * @param {string} folder below the checkout
 * @param {'bench' | 'fuzz'} functionName takes the arguments after the run's name; gives false where a goal was missed
 * @param {string[]} args an optional name, and the run's own arguments
 * @returns {Promise<boolean>} false where one of them did
 * @throws {SetupFailure} for a name that does not exist
 */
export async function runNamed(folder, functionName, args) {
  const [wanted, ...rest] = args[0]?.startsWith('-') ? [undefined, ...args] : args;
  const exported = new RegExp(`^export (async )?function ${functionName}\\(`, 'm');
  const names = readdirSync(join(projectRoot, folder))
    .filter(
      (file) => file.endsWith('.ts') && exported.test(readFileSync(join(projectRoot, folder, file), 'utf8')),
    )
    .map((file) => file.replace(/\.ts$/, ''));
  if (wanted !== undefined && !names.includes(wanted)) {
    throw new SetupFailure(
      `There is no ${functionName} named ${wanted}.`,
      `Name one of: ${names.join(', ')}.`,
    );
  }
  let good = true;
  for (const name of wanted === undefined ? names : [wanted]) {
    console.log(`\n== ${name}`);
    const module = await importTypeScript(`${folder}/${name}.ts`);
    const run = module[functionName];
    if (typeof run !== 'function') throw new Error(`${folder}/${name}.ts exports no ${functionName}()`);
    if ((await run(rest)) === false) good = false;
  }
  return good;
}
