import type { AccessPorts } from '../../../shared/flows/access/ports.ts';
import type { Journal } from '../../../shared/ports/journal.ts';

/** A process that dies at its n-th step: the moment before a call, after its answer came, before or after a line is on the disk. */
export class Mortal {
  steps = 0;
  readonly died: Promise<void>;
  readonly #step: number;
  #dead = false;
  #tell = (): void => undefined;

  constructor(step: number) {
    this.#step = step;
    this.died = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  ports(ports: AccessPorts): AccessPorts {
    const { organizations, ssoAdmin, identityStore, iam } = ports.identityCenter;
    return {
      ...ports,
      identityCenter: {
        organizations: this.#mortal(organizations),
        ssoAdmin: this.#mortal(ssoAdmin),
        identityStore: this.#mortal(identityStore),
        iam: this.#mortal(iam),
      },
    };
  }

  journal(journal: Journal): Journal {
    return {
      path: journal.path,
      append: async (line) => {
        await this.#reach();
        await journal.append(line);
        await this.#reach();
      },
    };
  }

  /** A dead process does nothing more; what it had sent is on its way all the same. */
  async #reach(): Promise<void> {
    if (!this.#dead && ++this.steps === this.#step) {
      this.#dead = true;
      this.#tell();
    }
    if (this.#dead) await new Promise(() => undefined);
  }

  #mortal<T extends object>(service: T): T {
    return new Proxy(service, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          await this.#reach();
          try {
            return await method.apply(target, args);
          } finally {
            await this.#reach();
          }
        };
      },
    });
  }
}
