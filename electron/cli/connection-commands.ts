import type { Command } from 'commander';
import type { WorkspaceFlags } from './identity.ts';
import type { Terminal } from './terminal.ts';

type Run = (work: () => Promise<number>) => Promise<void>;

/** Adds `fedbench workspace ...` and `fedbench identity ...`. */
export function addConnectionCommands(program: Command, terminal: Terminal, run: Run): void {
  const common = (command: Command): Command =>
    command
      .option('--lab <ready file>', 'a running Lab (else FEDBENCH_LAB)')
      .option('--json', 'print one JSON document');
  const workspace = program
    .command('workspace')
    .description('named sets of both clouds and of who one is there');
  common(workspace.command('list').description('list workspaces; * marks the live one')).action(
    (flags: WorkspaceFlags) =>
      run(async () => (await import('./workspace.ts')).listWorkspaces(flags, terminal)),
  );
  common(workspace.command('use').description('make a workspace the live one').argument('<name>')).action(
    (name: string, flags: WorkspaceFlags) =>
      run(async () => (await import('./workspace.ts')).useWorkspace(name, flags, terminal)),
  );
  common(
    workspace
      .command('export')
      .description('print a workspace without its secrets')
      .argument('<name>')
      .option('--out <file>', 'write it there')
      .option('--force', 'replace that file'),
  ).action((name: string, flags: WorkspaceFlags & { out?: string; force?: boolean }) =>
    run(async () => (await import('./workspace.ts')).exportWorkspace(name, flags, terminal)),
  );
  common(workspace.command('import').description('take in an exported workspace').argument('<file>')).action(
    (file: string, flags: WorkspaceFlags) =>
      run(async () => (await import('./workspace.ts')).importWorkspace(file, flags, terminal)),
  );
  const identity = program.command('identity').description('who one is: sign in, and see what one may do');
  const inWorkspace = (command: Command): Command =>
    common(command).option('--workspace <name>', 'another workspace than the live one');
  inWorkspace(identity.command('list').description('list the identities of a workspace')).action(
    (flags: WorkspaceFlags) =>
      run(async () => (await import('./identity.ts')).listIdentities(flags, terminal)),
  );
  inWorkspace(
    identity.command('test').description('sign in and say what one may do').argument('<name>'),
  ).action((name: string, flags: WorkspaceFlags) =>
    run(async () => (await import('./identity.ts')).testIdentityCommand(name, flags, terminal)),
  );
  common(identity.command('profiles').description('list the AWS profiles of this machine')).action(
    (flags: { json?: boolean }) =>
      run(async () => (await import('./identity.ts')).listAwsProfiles(flags, terminal)),
  );
}
