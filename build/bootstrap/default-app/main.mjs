// What the development runtime runs when it is given a folder: the part of Electron's own default app
// that opens it. It awaits the app at top level, so that Electron holds back `ready` until the app has
// registered its schemes and enabled the sandbox.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const args = process.argv.slice(1);
const required = [];
let folder;
for (let index = 0; index < args.length; index += 1) {
  const arg = args[index];
  if (arg === '-r' || arg === '--require') {
    index += 1;
    required.push(args[index]);
  } else if (!arg.startsWith('-')) {
    folder = resolve(arg);
    break;
  }
}

if (folder === undefined) {
  console.error('Give the folder of an application: electron <folder>');
  app.exit(2);
} else {
  const require = createRequire(join(folder, 'package.json'));
  for (const path of required) require(resolve(path));
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setName(description.productName ?? description.name);
  app.setVersion(description.version);
  app.setAppPath(folder);
  await import(pathToFileURL(resolve(folder, description.main ?? 'index.js')).href);
}
