import { terminalConnections } from '../compose/terminal-connections.ts';
import { readWorkspaceFile, workspaceFileText } from '../compose/workspace-file.ts';
import { writeWholeFile } from '../compose/write-file.ts';
import type { WorkspaceFlags } from './identity.ts';
import { EXIT } from './outcome.ts';
import { readPayloadFile } from './read-input.ts';
import { printable } from './style.ts';
import type { Terminal } from './terminal.ts';

/** `fedbench workspace list` */
export async function listWorkspaces(flags: WorkspaceFlags, terminal: Terminal): Promise<number> {
  const connections = await terminalConnections(process.env, flags.lab);
  const { active, workspaces } = await connections.workspaces.list();
  const rows = workspaces.map(({ id, name, writable, identities }) => ({
    id,
    name,
    active: id === active,
    writable,
    identities: identities.length,
  }));
  if (flags.json === true) {
    terminal.out(`${JSON.stringify({ workspaces: rows }, null, 2)}\n`);
    return EXIT.yes;
  }
  for (const { name, active: live, writable, identities } of rows)
    terminal.out(
      `${live ? '*' : ' '} ${printable(name)}  ${writable ? 'read and write' : 'read only'}, ${identities} identities\n`,
    );
  return EXIT.yes;
}

/** `fedbench workspace use NAME` */
export async function useWorkspace(name: string, flags: WorkspaceFlags, terminal: Terminal): Promise<number> {
  const { workspaces } = await terminalConnections(process.env, flags.lab);
  const { id, name: exact } = await workspaces.find(name);
  await workspaces.activate(id);
  terminal.note(`${printable(exact)} is live now.`);
  return EXIT.yes;
}

/** `fedbench workspace export NAME`: without secrets. */
export async function exportWorkspace(
  name: string,
  flags: WorkspaceFlags & { readonly out?: string; readonly force?: boolean },
  terminal: Terminal,
): Promise<number> {
  const { workspaces } = await terminalConnections(process.env, flags.lab);
  const text = workspaceFileText(await workspaces.find(name));
  if (flags.out === undefined) terminal.out(text);
  else await writeWholeFile(flags.out, text, flags.force === true);
  return EXIT.yes;
}

/** `fedbench workspace import FILE` */
export async function importWorkspace(
  file: string,
  flags: WorkspaceFlags,
  terminal: Terminal,
): Promise<number> {
  const { workspaces } = await terminalConnections(process.env, flags.lab);
  const id = await workspaces.import(readWorkspaceFile(await readPayloadFile(file)));
  const { name, identities } = await workspaces.find(id);
  if (flags.json === true)
    terminal.out(`${JSON.stringify({ workspace: { id, name, identities: identities.length } }, null, 2)}\n`);
  else terminal.out(`${printable(name)}: ${identities.length} identities, without their secrets\n`);
  return EXIT.yes;
}
