import {
  type Identity,
  proxyPasswordName,
  SECRET_FIELDS,
  type SecretField,
  scimTokenName,
  secretName,
  tokenCacheName,
} from '../../core/connections/identity.ts';
import {
  DEFAULT_NETWORK,
  LAB_WORKSPACE,
  type Workspace,
  type WorkspaceList,
} from '../../core/connections/workspace.ts';
import { WorkbenchError } from '../../core/errors/workbench-error.ts';
import type { Random } from '../../ports/random.ts';
import type { SecretStore } from '../../ports/secret-store.ts';
import type { DocumentKind, WorkspaceStore } from '../../ports/workspace-store.ts';

export interface WorkspacePorts {
  readonly store: WorkspaceStore;
  readonly secrets: SecretStore;
  readonly random: Random;
  /** The running Lab as a workspace; undefined while none runs. */
  readonly lab: () => Workspace | undefined;
  /** How the document is kept; its `parse` holds it against the contract. */
  readonly document: DocumentKind<WorkspaceList>;
}

/** Secrets that come with an identity; what is absent stays as it was. */
export type GivenSecrets = Partial<Readonly<Record<SecretField, string>>>;

/** What stands for the Lab while it does not run. */
const SLEEPING_LAB: Workspace = {
  id: LAB_WORKSPACE,
  name: 'Lab',
  writable: true,
  openai: [],
  identities: [],
  network: { ...DEFAULT_NETWORK, proxy: 'none' },
};

/** The workspaces of a person: named sets of both clouds and of who one is there. */
export class Workspaces {
  readonly #ports: WorkspacePorts;
  /** Changes are made one after the other: each reads the document and writes it again. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(ports: WorkspacePorts) {
    this.#ports = ports;
  }

  /** @returns all of them, the Lab first, and the id of the live one */
  async list(): Promise<WorkspaceList> {
    const { value } = await this.#ports.store.load(this.#ports.document);
    const workspaces = [this.#lab(), ...value.workspaces];
    const active = workspaces.some(({ id }) => id === value.active) ? value.active : LAB_WORKSPACE;
    return { active, workspaces };
  }

  /** @throws WorkbenchError ERR_WORKSPACE_UNKNOWN */
  async find(idOrName: string): Promise<Workspace> {
    const { workspaces } = await this.list();
    const wanted = idOrName.toLowerCase();
    const found = workspaces.find(({ id, name }) => id === idOrName || name.toLowerCase() === wanted);
    if (found === undefined)
      throw new WorkbenchError('ERR_WORKSPACE_UNKNOWN', 'workspace', { name: idOrName });
    return found;
  }

  async active(): Promise<Workspace> {
    const { active } = await this.list();
    return this.find(active);
  }

  /** Makes a workspace the live one. @throws WorkbenchError ERR_WORKSPACE_UNKNOWN */
  async activate(id: string): Promise<void> {
    await this.find(id);
    await this.#change((list) => ({ ...list, active: id }));
  }

  /** Makes an empty one. @returns its id */
  async create(name: string): Promise<string> {
    return this.#add({ ...SLEEPING_LAB, name, network: DEFAULT_NETWORK, writable: false });
  }

  /** A copy under another name; its identities are new ones without secrets. @returns its id */
  async duplicate(id: string): Promise<string> {
    const original = await this.find(id);
    return this.#add({ ...original, name: `${original.name} (copy)` });
  }

  /**
   * Takes in a workspace from a file.
   *
   * @returns its id; names that are taken get a number
   */
  async import(workspace: Workspace): Promise<string> {
    return this.#add(workspace);
  }

  /**
   * Saves everything of a workspace but its identities.
   *
   * @param secrets.scimToken, secrets.proxyPassword undefined leaves what is there, an empty text removes it
   * @throws WorkbenchError ERR_WORKSPACE_UNKNOWN, ERR_USAGE for the Lab, which fills itself
   */
  async save(
    workspace: Omit<Workspace, 'identities'>,
    secrets: { readonly scimToken?: string; readonly proxyPassword?: string } = {},
  ): Promise<void> {
    refuseLab(workspace.id);
    await this.find(workspace.id);
    await this.#putSecret(scimTokenName(workspace.id), secrets.scimToken);
    await this.#putSecret(proxyPasswordName(workspace.id), secrets.proxyPassword);
    await this.#change((list) => ({
      ...list,
      workspaces: list.workspaces.map((known) =>
        known.id === workspace.id ? { ...workspace, identities: known.identities } : known,
      ),
    }));
  }

  /**
   * Adds an identity or replaces the one of its id; secrets go to the secret store first, so that no identity is saved without
   * what it was entered with.
   */
  async saveIdentity(workspaceId: string, identity: Identity, secrets: GivenSecrets): Promise<void> {
    refuseLab(workspaceId);
    const workspace = await this.find(workspaceId);
    const before = workspace.identities.find(({ id }) => id === identity.id);
    for (const field of SECRET_FIELDS[identity.kind] ?? []) {
      await this.#putSecret(secretName(identity.id, field), secrets[field]);
    }
    // Another account or application must not be answered from the cache of the one before.
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(identity))
      await this.#ports.secrets.remove(tokenCacheName(identity.id));
    await this.#change((list) => ({
      ...list,
      workspaces: list.workspaces.map((known) =>
        known.id === workspaceId
          ? { ...known, identities: [...known.identities.filter(({ id }) => id !== identity.id), identity] }
          : known,
      ),
    }));
  }

  /** Removes an identity with everything secret that belongs to it. */
  async forgetIdentity(workspaceId: string, identityId: string): Promise<void> {
    refuseLab(workspaceId);
    await this.#forgetSecrets(identityId);
    await this.#change((list) => ({
      ...list,
      workspaces: list.workspaces.map((known) =>
        known.id === workspaceId
          ? { ...known, identities: known.identities.filter(({ id }) => id !== identityId) }
          : known,
      ),
    }));
  }

  /** Removes a workspace with all its secrets. */
  async remove(id: string): Promise<void> {
    refuseLab(id);
    const workspace = await this.find(id);
    for (const identity of workspace.identities) await this.#forgetSecrets(identity.id);
    await this.#ports.secrets.remove(scimTokenName(id));
    await this.#ports.secrets.remove(proxyPasswordName(id));
    // What was read of its organization and the views on it; the journals stay: they say what was changed.
    for (const file of await this.#ports.store.files())
      if (file.endsWith(`.${id}.read.gz`) || file === `access-views-${id}.json`)
        await this.#ports.store.remove(file);
    await this.#change((list) => ({
      active: list.active === id ? LAB_WORKSPACE : list.active,
      workspaces: list.workspaces.filter((known) => known.id !== id),
    }));
  }

  /** Which secrets of an identity are there; never what they are. */
  async secretsOf(identity: Identity): Promise<readonly SecretField[]> {
    const present: SecretField[] = [];
    for (const field of SECRET_FIELDS[identity.kind] ?? []) {
      if ((await this.#ports.secrets.get(secretName(identity.id, field))) !== undefined) present.push(field);
    }
    return present;
  }

  #lab(): Workspace {
    return this.#ports.lab() ?? SLEEPING_LAB;
  }

  async #add(workspace: Workspace): Promise<string> {
    const { random } = this.#ports;
    const id = random.uuid();
    await this.#change((list) => {
      const taken = new Set(list.workspaces.map(({ name }) => name.toLowerCase()).concat('lab'));
      let name = workspace.name;
      for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${workspace.name} ${number}`;
      const identities = workspace.identities.map((identity) => ({ ...identity, id: random.uuid() }));
      return { ...list, workspaces: [...list.workspaces, { ...workspace, id, name, identities }] };
    });
    return id;
  }

  async #forgetSecrets(identityId: string): Promise<void> {
    const { secrets } = this.#ports;
    await secrets.remove(tokenCacheName(identityId));
    for (const field of new Set(Object.values(SECRET_FIELDS).flat())) {
      await secrets.remove(secretName(identityId, field));
    }
  }

  async #putSecret(name: string, value: string | undefined): Promise<void> {
    if (value === undefined) return;
    if (value === '') await this.#ports.secrets.remove(name);
    else await this.#ports.secrets.put(name, value);
  }

  #change(edit: (list: WorkspaceList) => WorkspaceList): Promise<void> {
    const { store, document } = this.#ports;
    const turn = this.#last.then(async () => {
      const { value } = await store.load(document);
      await store.save(document, edit(value));
    });
    this.#last = turn.catch(() => {});
    return turn;
  }
}

function refuseLab(id: string): void {
  if (id !== LAB_WORKSPACE) return;
  throw new WorkbenchError(
    'ERR_USAGE',
    'workspace',
    {},
    {
      message: 'The Lab’s workspace fills itself from the running Lab.',
      hint: 'Duplicate it, and change the copy.',
    },
  );
}
