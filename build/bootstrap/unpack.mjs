// @ts-check

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * @param {string} file
 * @returns {Promise<string>} Subresource-Integrity form, `sha512-<base64>`
 */
export async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/**
 * Writes the wanted files of a ZIP archive, readable by every user whatever the umask says.
 *
 * @param {string} archive
 * @param {string} target an existing folder
 * @param {(name: string) => string | undefined} place the relative path for an entry; undefined skips it
 * @returns {Promise<string[]>} the relative paths written
 */
export async function unzip(archive, target, place) {
  // Loaded here: this module is imported before the packages are installed.
  const { default: yauzl } = await import('yauzl');
  const zip = await yauzl.openPromise(archive, { lazyEntries: true });
  const written = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      const wanted = place(entry.fileName);
      if (wanted === undefined) continue;
      const path = normalize(wanted);
      if (path.startsWith(`..${sep}`) || path.startsWith(sep)) {
        throw new Error(`The archive wants to write outside its folder: ${entry.fileName}`);
      }
      const file = join(target, path);
      mkdirSync(dirname(file), { recursive: true });
      const executable = ((entry.externalFileAttributes >>> 16) & 0o111) !== 0;
      await pipeline(
        await zip.openReadStreamPromise(entry),
        createWriteStream(file, { mode: executable ? 0o755 : 0o644 }),
      );
      written.push(path);
    }
  } finally {
    zip.close();
  }
  return written;
}
