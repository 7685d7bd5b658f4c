import type { Command } from 'commander';
import type {
  ApplicationFlags,
  ApplyFlags,
  AttributeFlags,
  ExportFlags,
  ImportFlags,
  PlanFlags,
  PolicyFlags,
  ProveFlags,
  ReportFlags,
  VerdictFlags,
} from './access-flags.ts';
import type { Terminal } from './terminal.ts';

/** What every one of them takes. */
const common = (command: Command): Command =>
  command
    .option(
      '--workspace <name>',
      'connect as a workspace says; without, as AWS’s own environment variables do',
    )
    .option('--identity <name>', 'an identity of the workspace; by default its first one of AWS')
    .option(
      '--lab <ready file>',
      'a running Lab (else FEDBENCH_LAB), with the workspace lab unless another is named',
    )
    .option('--rate <calls>', 'calls a second to each service, where others call it too (AWS answers 20)')
    .option('--json', 'print one JSON document');

/** What a command takes that reads everything. */
const reading = (command: Command): Command =>
  common(command).option(
    '--max-age <age>',
    'do with what was read before if it is no older (90s, 15m, 2h, 1d), and keep what is read now',
  );

/** Adds `fedbench access …`; each command's code is loaded when it is called. */
export function addAccessCommands(
  program: Command,
  terminal: Terminal,
  run: (work: () => Promise<number>) => Promise<void>,
): void {
  const access = program
    .command('access')
    .description('read, plan and change who has access to which AWS accounts');
  reading(
    access
      .command('export')
      .description('read the whole organization')
      .option(
        '--format <format>',
        'json, yaml (a desired state), csv, xlsx or terraform; by default as --out ends, else json',
      )
      .option('--view <name>', 'for csv and xlsx: what a saved view of the workspace shows, in its order')
      .option('--out <file>', 'write it to a file')
      .option('--force', 'replace that file'),
  ).action((flags: ExportFlags) =>
    run(async () => (await import('./access-export.ts')).exportCommand(flags, terminal)),
  );
  access
    .command('import')
    .description('make a desired state of a Terraform state, a CSV file or a workbook')
    .argument('<file>', 'what terraform show -json prints, a .csv or .xlsx, or - for standard input')
    .option('--format <format>', 'terraform, csv or xlsx; by default as the file’s name and content say')
    .option('--out <file>', 'write it to a file')
    .option('--force', 'replace that file')
    .option('--json', 'print one JSON document')
    .action((file: string, flags: ImportFlags) =>
      run(async () => (await import('./access-import.ts')).importCommand(file, flags, terminal)),
    );
  reading(
    access
      .command('plan')
      .description('tell what would change to reach a desired state')
      .argument('<desired>', 'a desired state in YAML or JSON, or - for standard input')
      .option('--prune', 'also delete what the desired state does not mention')
      .option('--provision', 'also provision sets again where accounts have an older state of them')
      .option('--fail-on-drift', 'exit with 1 where anything would change')
      .option('--out <file>', 'write the plan to a file')
      .option('--force', 'replace that file'),
  ).action((desired: string, flags: PlanFlags) =>
    run(async () => (await import('./access-plan.ts')).planCommand(desired, flags, terminal)),
  );
  common(
    access
      .command('apply')
      .description('carry out a plan, or plan and carry out a desired state')
      .argument('<file>', 'a plan in JSON or a desired state')
      .option('--prune', 'for a desired state: also delete what it does not mention')
      .option('--provision', 'for a desired state: also provision outdated sets again')
      .option('--yes', 'do not ask')
      .option('--journal <file>', 'where to write down each step; a new file'),
  ).action((file: string, flags: ApplyFlags) =>
    run(async () => (await import('./access-apply.ts')).applyCommand(file, flags, terminal)),
  );
  common(
    access
      .command('resume')
      .description('go on with an apply that ended before its time')
      .argument('<journal>', 'the journal of that apply')
      .option('--yes', 'is taken, but nothing is asked: the plan was confirmed'),
  ).action((journal: string, flags: ApplyFlags) =>
    run(async () => (await import('./access-apply.ts')).resumeCommand(journal, flags, terminal)),
  );
  reading(
    access
      .command('report')
      .description('tell who has access and why; asked for nobody in particular, also what is odd')
      .option('--who <name>', 'a userName, a group’s display name, or an id')
      .option('--account <id>', 'an account’s id or name')
      .option('--permission-set <name>', 'a permission set’s name'),
  ).action((flags: ReportFlags) =>
    run(async () => (await import('./access-report.ts')).reportCommand(flags, terminal)),
  );
  common(
    access
      .command('policies')
      .description('find policies that AWS keeps')
      .argument('[words...]', 'words of their names, such as s3 read')
      .option('--document', 'print what each allows')
      .option('--limit <count>', 'list at most so many; 20 unless told'),
  ).action((words: string[], flags: PolicyFlags) =>
    run(async () => (await import('./access-policies.ts')).policiesCommand(words, flags, terminal)),
  );
  reading(
    access
      .command('verdict')
      .description('tell whether somebody will get in, and as what, before anybody signs in')
      .requiredOption('--user <name>', 'the userName in AWS, most often the user principal name')
      .option('--entra-identity <name>', 'an identity of the workspace to look the user up in Entra as'),
  ).action((flags: VerdictFlags) =>
    run(async () => (await import('./access-verdict.ts')).verdictCommand(flags, terminal)),
  );
  common(
    access
      .command('applications')
      .description('tell who may use which application of Identity Center, and whose tokens they take')
      .option('--who <name>', 'a userName, a group’s display name, or an id')
      .option('--application <name>', 'an application’s name or ARN')
      .option('--csv', 'print one row a person and way'),
  ).action((flags: ApplicationFlags) =>
    run(async () => (await import('./access-applications.ts')).applicationsCommand(flags, terminal)),
  );
  addAttributeCommands(access, terminal, run);
}

/** Adds `fedbench access attributes …`. */
function addAttributeCommands(
  access: Command,
  terminal: Terminal,
  run: (work: () => Promise<number>) => Promise<void>,
): void {
  const commands = () => import('./access-attributes.ts');
  const attributes = common(
    access
      .command('attributes')
      .description('show attributes for access control: session tags, and what they are taken from'),
  ).action((flags: AttributeFlags) => run(async () => (await commands()).attributesCommand(flags, terminal)));
  common(
    attributes
      .command('plan')
      .description('tell what would change')
      .argument('<file>', 'attributes in YAML or JSON, or - for standard input')
      .option('--fail-on-drift', 'exit with 1 where anything would change'),
  ).action((file: string, _flags: AttributeFlags, command: Command) =>
    run(async () => (await commands()).planAttributesCommand(file, command.optsWithGlobals(), terminal)),
  );
  common(
    attributes
      .command('apply')
      .description('change them')
      .argument('<file>', 'attributes in YAML or JSON, or - for standard input')
      .option('--yes', 'do not ask'),
  ).action((file: string, _flags: AttributeFlags, command: Command) =>
    run(async () => (await commands()).applyAttributesCommand(file, command.optsWithGlobals(), terminal)),
  );
  attributes
    .command('prove')
    .description('sign somebody of a running Lab in, and tell which session tags come of it')
    .requiredOption('--user <name>', 'a user principal name')
    .option('--permission-set <name>', 'the role to take; by default the first one')
    .option('--lab <ready file>', 'the running Lab (else FEDBENCH_LAB)')
    .option('--json', 'print one JSON document')
    .action((_flags: ProveFlags, command: Command) =>
      run(async () => (await commands()).proveAttributesCommand(command.optsWithGlobals(), terminal)),
    );
}
