import { readdir, readFile, readlink } from 'node:fs/promises';

/**
 * Tells which process listens on a port of this machine, as far as this user may know.
 *
 * @returns `node (process 4711)`, or undefined where the system does not say
 */
export async function holderOfPort(port: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  try {
    const inode = await inodeOf(port);
    if (inode === undefined) return undefined;
    for (const pid of await readdir('/proc')) {
      if (!/^\d+$/.test(pid) || !(await hasSocket(pid, inode))) continue;
      const name = (await readFile(`/proc/${pid}/comm`, 'utf8')).trim();
      return `${name} (process ${pid}) has it`;
    }
  } catch {
    // What may not be read is not told.
  }
  return undefined;
}

/** Linux lists listening sockets with their addresses in hexadecimal; state 0A is LISTEN. */
async function inodeOf(port: number): Promise<string | undefined> {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const lines = (await readFile(table, 'utf8')).split('\n').slice(1);
    for (const line of lines) {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === '0A' && local.endsWith(`:${wanted}`)) return inode;
    }
  }
  return undefined;
}

async function hasSocket(pid: string, inode: string): Promise<boolean> {
  try {
    for (const descriptor of await readdir(`/proc/${pid}/fd`)) {
      const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
      if (target === `socket:[${inode}]`) return true;
    }
  } catch {
    // Another user's process.
  }
  return false;
}
