import type { Action, Failure, Outcome, Step } from './outcome.ts';
import type { ValueChange } from './scim-document.ts';

/** Collects the four steps of provisioning one object, and ends in its outcome. */
export class Steps {
  readonly #type: 'User' | 'Group';
  readonly #sourceId: string;
  readonly #sourceName: string;
  readonly #steps: Step[] = [];
  targetId: string | undefined;

  constructor(type: 'User' | 'Group', sourceId: string, sourceName: string) {
    this.#type = type;
    this.#sourceId = sourceId;
    this.#sourceName = sourceName;
  }

  imported(details: Step['details']): void {
    this.#add(
      'EntryImport',
      'Import',
      'Success',
      `Retrieved ${this.#what} from Microsoft Entra ID.`,
      details,
    );
  }

  matched(targetId: string | undefined, details: Step['details']): void {
    this.targetId = targetId;
    const found = targetId === undefined ? 'no object that matches' : `object '${targetId}'`;
    this.#add('EntryImportMatching', 'Matching', 'Success', `The application has ${found}.`, details);
  }

  scoped(isIn: boolean, details: Step['details']): void {
    const said = isIn ? 'is in scope' : 'is not in scope';
    this.#add(
      'EntrySynchronizationScoping',
      'Scoping',
      isIn ? 'Success' : 'Skipped',
      `${this.#what} ${said} for provisioning.`,
      details,
    );
  }

  succeeded(action: Action, modified: readonly ValueChange[]): Outcome {
    const verb = {
      create: 'created',
      update: 'updated',
      disable: 'disabled',
      delete: 'deleted',
      other: 'changed',
    };
    this.#add(
      exportName(action),
      'Export',
      'Success',
      `${this.#what} was ${verb[action]} in the application.`,
      {},
    );
    return this.#outcome(action, 'Success', modified);
  }

  failed(action: Action, failure: Failure, modified: readonly ValueChange[] = []): Outcome {
    this.#add(exportName(action), 'Export', 'Failure', failure.reason, { errorCode: failure.code });
    return this.#outcome(action, 'Failure', modified, failure);
  }

  /** @param code such as `NotEffectivelyEntitled` */
  skipped(code: string, reason: string): Outcome {
    this.#add('EntryExport', 'Export', 'Skipped', reason, { SkipReason: code });
    return this.#outcome('other', 'Skipped', [], {
      code,
      reason,
      category: 'Success',
      isReference: false,
    });
  }

  get #what(): string {
    return `${this.#type} '${this.#sourceName}'`;
  }

  #add(
    name: string,
    type: Step['type'],
    status: Step['status'],
    description: string,
    details: Step['details'],
  ): void {
    this.#steps.push({ name, type, status, description, details });
  }

  #outcome(
    action: Action,
    status: Outcome['status'],
    modified: readonly ValueChange[],
    failure?: Failure,
  ): Outcome {
    return {
      type: this.#type,
      sourceId: this.#sourceId,
      sourceName: this.#sourceName,
      action,
      status,
      steps: this.#steps,
      modified,
      ...(this.targetId === undefined ? {} : { targetId: this.targetId }),
      ...(failure === undefined ? {} : { failure }),
    };
  }
}

function exportName(action: Action): string {
  return action === 'create'
    ? 'EntryExportAdd'
    : action === 'delete'
      ? 'EntryExportDelete'
      : 'EntryExportUpdate';
}
