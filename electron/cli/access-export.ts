import { AccessIndex } from '../../shared/core/access/access-index.ts';
import { exportDesired } from '../../shared/core/access/desired/export-desired.ts';
import { ACCESS_COLUMNS, accessRows, accessRowsOf } from '../../shared/core/access/export/access-table.ts';
import { csvOf } from '../../shared/core/access/export/csv.ts';
import { AccessGrid } from '../../shared/core/access/grid/access-grid.ts';
import { terraformOf } from '../../shared/core/access/terraform/terraform-export.ts';
import { type AccessView, BUILT_IN_VIEWS, viewNamed } from '../../shared/core/access/views.ts';
import { LAB_WORKSPACE } from '../../shared/core/connections/workspace.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import type { OrganizationRead } from '../../shared/flows/access/read/read-organization.ts';
import { xlsxOf } from '../compose/access-ports.ts';
import { terminalConnections, terminalViews } from '../compose/terminal-connections.ts';
import { writeWholeFile } from '../compose/write-file.ts';
import { EXPORT_FORMATS, type ExportFlags, type ExportFormat } from './access-flags.ts';
import { accessSession } from './access-session.ts';
import { unknownNotes } from './access-text.ts';
import { EXIT } from './outcome.ts';
import type { Terminal } from './terminal.ts';

const ENDINGS: Readonly<Record<string, ExportFormat>> = {
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  csv: 'csv',
  xlsx: 'xlsx',
  tf: 'terraform',
};

/**
 * `fedbench access export`: reads the whole organization.
 *
 * @returns 0; what could not be read is listed as unknown
 * @throws WorkbenchError of the catalogue
 */
export async function exportCommand(flags: ExportFlags, terminal: Terminal): Promise<number> {
  const json = flags.json === true;
  const format = formatOf(flags);
  if (flags.out === undefined && format === 'xlsx')
    throw usage('--out', 'A workbook is binary: name a file with --out.');
  if (flags.out === undefined && json && format !== 'json')
    throw usage('--format', `With --json, the ${format} goes to a file: name it with --out.`);
  const rows = format === 'csv' || format === 'xlsx';
  if (flags.view !== undefined && !rows)
    throw usage('--view', 'A view is a table: export it as csv or xlsx.');
  const view = flags.view === undefined ? undefined : await savedView(flags.view, flags);
  const read = await (await accessSession(terminal, flags, 'read')).read({ details: json || !rows });
  const index = new AccessIndex(read.snapshot);
  const document = `${JSON.stringify(exportDocument(read, index), null, 2)}\n`;
  const content = format === 'json' ? document : await contentOf(format, index, view);
  if (flags.out !== undefined) await writeWholeFile(flags.out, content, flags.force === true);
  if (json) terminal.out(document);
  else if (flags.out === undefined && typeof content === 'string') terminal.out(content);
  unknownNotes(read.snapshot.unknown, terminal);
  const sent = Object.values(read.calls).reduce((sum, count) => sum + count, 0);
  terminal.note(
    `${read.snapshot.assignments.length} assignments of ${read.snapshot.permissionSets.length} permission sets, read with ${sent} calls (${read.naiveCalls} by asking for every account and set) in ${read.seconds.toFixed(1)} s.`,
  );
  if (flags.out !== undefined) terminal.note(`They are in ${flags.out}.`);
  return EXIT.yes;
}

/** The document of `access export --json`. */
function exportDocument(read: OrganizationRead, index: AccessIndex) {
  const { snapshot, calls, naiveCalls, setFirstCalls, detailCalls, seconds } = read;
  return {
    instanceArn: snapshot.instance.arn,
    readAt: new Date(snapshot.readAt).toISOString(),
    permissionSets: snapshot.permissionSets.map(({ name, ...set }) => ({
      ...(name === undefined ? {} : { name }),
      ...set,
    })),
    assignments: accessRows(index).map(
      ({ accountId, accountName, permissionSet, principalType, principalId, principal }) => ({
        accountId,
        ...(accountName === '' ? {} : { accountName }),
        permissionSet,
        principalType,
        principalId,
        ...(principal === '' ? {} : { principal }),
      }),
    ),
    unknown: snapshot.unknown,
    calls,
    naiveCalls,
    setFirstCalls,
    detailCalls,
    seconds,
  };
}

async function contentOf(
  format: Exclude<ExportFormat, 'json'>,
  index: AccessIndex,
  view: AccessView | undefined,
): Promise<string | Uint8Array> {
  const rows = () => {
    if (view === undefined) return accessRows(index);
    const { filter, sort, descending } = view;
    return accessRowsOf(index, new AccessGrid(index).select(filter, sort, descending));
  };
  switch (format) {
    case 'yaml':
      return exportDesired(index);
    case 'csv':
      return csvOf(ACCESS_COLUMNS, rows());
    case 'xlsx':
      return xlsxOf('Access', ACCESS_COLUMNS, rows());
    case 'terraform':
      return terraformOf(index);
  }
}

/** @throws WorkbenchError ERR_ACCESS_UNKNOWN_NAME with the names there are */
async function savedView(name: string, flags: ExportFlags): Promise<AccessView> {
  const workspace = flags.workspace ?? (flags.lab === undefined ? undefined : LAB_WORKSPACE);
  const { id } =
    workspace === undefined
      ? { id: undefined }
      : await (await terminalConnections(process.env, flags.lab)).workspaces.find(workspace);
  const saved = id === undefined ? [] : await terminalViews(process.env, id);
  const view = viewNamed(saved, name);
  if (view !== undefined) return view;
  const near = [...saved, ...BUILT_IN_VIEWS].map((one) => one.name).slice(0, 10);
  throw new WorkbenchError('ERR_ACCESS_UNKNOWN_NAME', 'access', { kind: 'view', name, near });
}

function formatOf({ format, out }: ExportFlags): ExportFormat {
  if (format === undefined)
    return ENDINGS[/\.([a-z]+)$/i.exec(out ?? '')?.[1]?.toLowerCase() ?? ''] ?? 'json';
  const known = EXPORT_FORMATS.find((name) => name === format);
  if (known !== undefined) return known;
  throw usage('--format', `The format is one of ${EXPORT_FORMATS.join(', ')}.`);
}

function usage(option: string, message: string): WorkbenchError {
  return new WorkbenchError('ERR_USAGE', 'command line', { option }, { message });
}
