import type { accessProgressSchema } from '../../../shared/contract/access-progress.ts';
import type { accessContract } from '../../../shared/contract/access-window.ts';
import type { Workspace } from '../../../shared/core/connections/workspace.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { WorkspaceStore } from '../../../shared/ports/workspace-store.ts';
import type { Connections } from '../../compose/connections.ts';
import type { SessionFacts } from '../../worker/access/access-sessions.ts';
import type { AccessConnections } from '../access/access-connections.ts';
import type { AccessHost } from '../access/access-host.ts';
import type { Plans } from '../ipc/plans.ts';
import type { HandlersOf } from '../ipc/router.ts';
import { accessApplicationHandlers } from './access-application-handlers.ts';
import { accessAttributeHandlers, type LabAtHand } from './access-attribute-handlers.ts';
import { accessSignInHandlers, type SignInHandlerParts } from './access-sign-in-handlers.ts';
import { accessViewHandlers } from './access-view-handlers.ts';
import { signInProgress } from './sign-in-progress.ts';

export interface AccessHandlerParts extends Pick<SignInHandlerParts, 'graph' | 'withPerson'> {
  readonly host: Pick<AccessHost, 'ask'>;
  readonly ways: Pick<AccessConnections, 'open' | 'callerAccount'>;
  readonly connections: () => Pick<Connections, 'workspaces'>;
  readonly lab: LabAtHand;
  readonly store: WorkspaceStore;
  readonly plans: Pick<Plans, 'keep'>;
  readonly changed: (channels: readonly string[]) => void;
  readonly chooseFile: (windowId: number, suggested: string, title: string) => Promise<string | undefined>;
  /** Asks for a file to import. */
  readonly chooseImport: (windowId: number) => Promise<string | undefined>;
}

type Handlers = Omit<HandlersOf<typeof accessContract>, 'access.apply'>;
type Progress = typeof accessProgressSchema._output;

/** Everything that a page asks of what was read. */
const READS = [
  'status',
  'rows',
  'groups',
  'matrix',
  'facets',
  'who',
  'reach',
  'findings',
  'sets',
  'set',
  'desired',
  'journals',
].map((name) => `access.${name}`);
const SUGGESTED = {
  csv: 'access.csv',
  'applications-csv': 'applications.csv',
  xlsx: 'access.xlsx',
  yaml: 'access.yaml',
  terraform: 'access.tf',
  'aws-config': 'config',
} as const;

/** The handlers of `access`; `access.apply` is main's own, as every write is. */
export function accessHandlers(parts: AccessHandlerParts): Handlers {
  const { host, ways, changed } = parts;
  const open = async (identityId: string, progress: (told: unknown) => void, signal: AbortSignal) =>
    parts.withPerson(
      await live(),
      (told) => progress(signInProgress(told)),
      signal,
      (prompts, until) => ways.open(identityId, () => prompts, until),
    );
  const live = () => parts.connections().workspaces.active();
  const status = async () => host.ask('status', { workspaceId: (await live()).id });
  /** As whom something was read, signed in again where that is needed. */
  const openAgain = async (
    progress: (told: unknown) => void,
    signal: AbortSignal,
  ): Promise<SessionFacts | undefined> => {
    const { read } = await status();
    if (read === undefined) return undefined;
    if (read.workspaceId !== (await live()).id) throw otherWorkspace();
    return open(read.identityId, progress, signal);
  };
  const facts = async (progress: (told: unknown) => void, signal: AbortSignal): Promise<SessionFacts> => {
    const found = await openAgain(progress, signal);
    if (found !== undefined) return found;
    const message = 'Nothing was read yet.';
    throw new WorkbenchError('ERR_USAGE', 'access', {}, { message, hint: 'Read the organization first.' });
  };
  return {
    'access.status': () => status(),
    'access.rows': (input) => host.ask('rows', input),
    'access.groups': (input) => host.ask('groups', input),
    'access.matrix': (input) => host.ask('matrix', input),
    ...accessViewHandlers(parts),
    ...accessSignInHandlers(parts, live),
    ...accessApplicationHandlers(host, facts),
    ...accessAttributeHandlers(parts, live, facts, (planned) => refuseReadOnly(live, planned)),
    'access.facets': (input) => host.ask('facets', input),
    'access.who': (input) => host.ask('who', input),
    'access.reach': (input) => host.ask('reach', input),
    'access.findings': () => host.ask('findings', undefined),
    'access.sets': () => host.ask('sets', undefined),
    'access.set': (input) => host.ask('set', input),
    'access.lint': (input) => host.ask('lint', input),
    'access.desired': () => host.ask('desired', undefined),
    'access.journals': () => host.ask('journals', undefined),
    'access.steer': (input) => host.ask('steer', input),
    'access.read': async ({ identityId }, { signal, progress }) => {
      const facts = await open(identityId, progress, signal);
      let view: string | undefined;
      const follow = (told: unknown): void => {
        const { view: now } = told as Progress;
        progress(told);
        if (now === view) return;
        view = now;
        changed(READS);
      };
      try {
        return await host.ask('read', facts, { signal, progress: follow });
      } finally {
        changed(READS);
      }
    },
    'access.refresh': async (part, { signal, progress }) => {
      try {
        return await host.ask(
          'refresh',
          { facts: await facts(progress, signal), part },
          { signal, progress },
        );
      } finally {
        changed(READS);
      }
    },
    'access.policies': async ({ text }, { signal, progress }) =>
      host.ask('policies', { facts: await facts(progress, signal), text }, { signal }),
    'access.policyDocument': async ({ arn }, { signal, progress }) =>
      host.ask('policyDocument', { facts: await facts(progress, signal), arn }, { signal }),
    'access.plan': async (input, { windowId, signal, progress }) => {
      const workspace = await live();
      const again = await openAgain(progress, signal);
      const callerAccountId = again === undefined ? undefined : await ways.callerAccount(again.id, signal);
      const { read } = await status();
      const { key, ...shown } = await host.ask(
        'plan',
        { ...input, ...(callerAccountId === undefined ? {} : { callerAccountId }) },
        { signal, progress },
      );
      const plan = { ...shown, writable: workspace.writable };
      if (!workspace.writable || shown.total === 0) return plan;
      const { planId, expiresAt } = parts.plans.keep({
        channel: 'access.apply',
        windowId,
        summary: {
          question: `Make ${counted(shown.total, 'change')} in ${workspace.name}?`,
          detail: confirmationText(shown, read?.instanceArn ?? ''),
          confirm: 'Apply',
        },
        run: async (cancelled, told) => {
          await refuseReadOnly(live, workspace.id);
          return host
            .ask('apply', { key }, { signal: cancelled, progress: told })
            .finally(() => changed(READS));
        },
      });
      return { ...plan, planId, expiresAt: new Date(expiresAt).toISOString() };
    },
    'access.planResume': async ({ journal, identityId }, { windowId }) => {
      const workspace = await live();
      if (!workspace.writable)
        throw new WorkbenchError('ERR_WORKSPACE_READ_ONLY', 'workspace', { name: workspace.name });
      const found = await host.ask('journal', { name: journal });
      if (found.problem !== undefined)
        throw new WorkbenchError(
          'ERR_ACCESS_JOURNAL_UNREADABLE',
          'journal',
          { line: 1, reason: found.problem },
          { message: found.problem },
        );
      const remaining = found.total - found.applied;
      const { planId, expiresAt } = parts.plans.keep({
        channel: 'access.apply',
        windowId,
        summary: {
          question: `Go on with ${counted(remaining, 'change')} in ${workspace.name}?`,
          detail: `The plan of ${found.madeAt} was confirmed before; ${found.applied} of ${found.total} changes are done. What was sent is looked up before anything is sent again.`,
          confirm: 'Go on',
        },
        run: async (cancelled, told) => {
          await refuseReadOnly(live, workspace.id);
          const facts = await open(identityId, told, cancelled);
          return host
            .ask('resume', { facts, journal }, { signal: cancelled, progress: told })
            .finally(() => changed(READS));
        },
      });
      return { planId, expiresAt: new Date(expiresAt).toISOString(), total: found.total, remaining };
    },
    'access.importFrom': async (_input, { windowId, signal }) => {
      const path = await parts.chooseImport(windowId);
      return path === undefined
        ? {}
        : { made: { ...(await host.ask('importFrom', { path }, { signal })), path } };
    },
    'access.exportTo': async (input, { windowId }) => {
      const path = await parts.chooseFile(windowId, SUGGESTED[input.format], 'Export access');
      if (path === undefined) return {};
      const region = (await live()).aws?.region ?? '';
      await host.ask('exportTo', { ...input, path, region });
      return { path };
    },
  };
}

async function refuseReadOnly(live: () => Promise<Workspace>, planned: string): Promise<void> {
  const { id, name, writable } = await live();
  if (id !== planned) throw otherWorkspace();
  if (!writable) throw new WorkbenchError('ERR_WORKSPACE_READ_ONLY', 'workspace', { name });
}

function otherWorkspace(): WorkbenchError {
  return new WorkbenchError(
    'ERR_USAGE',
    'workspace',
    {},
    {
      message: 'Another workspace is live than the one that was read.',
      hint: 'Read the organization of the live workspace, or make the other one live again.',
    },
  );
}

interface Confirmed {
  readonly creates: number;
  readonly deletes: number;
  readonly total: number;
  readonly peopleLosingAccess: number;
  readonly warnings: readonly { readonly message: string }[];
  readonly estimate: { readonly calls: number; readonly seconds: number };
}

/** What a person agrees to, in figures. */
function confirmationText(plan: Confirmed, instanceArn: string): string {
  const { creates, deletes, total, peopleLosingAccess, warnings, estimate } = plan;
  const others = total - creates - deletes;
  return [
    `${counted(creates, 'addition')}, ${counted(deletes, 'deletion')}, ${counted(others, 'other change')} in ${instanceArn}.`,
    `${peopleLosingAccess === 1 ? '1 person loses' : `${peopleLosingAccess} people lose`} access.`,
    `About ${estimate.calls} calls and ${estimate.seconds} s. Each step is written to a journal before it is sent.`,
    ...warnings.slice(0, 5).map(({ message }) => `Warning: ${message}`),
    ...(warnings.length > 5 ? [`… and ${warnings.length - 5} more warnings`] : []),
  ].join('\n');
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
