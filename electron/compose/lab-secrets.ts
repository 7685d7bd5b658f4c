import type { SecretStore } from '../../shared/ports/secret-store.ts';

/**
 * A secret store with the Lab's own secrets in front: those live as long as the Lab does and are never written down.
 *
 * @param lab its secrets by name; read anew each time, because the Lab may be another by now
 */
export function withLabSecrets(
  store: SecretStore,
  lab: () => ReadonlyMap<string, string> | undefined,
): SecretStore {
  const memory = new Map<string, string>();
  const isLabs = (name: string): boolean =>
    name.startsWith('identity/lab-') || name.startsWith('workspace/lab/');
  return {
    get persistent() {
      return store.persistent;
    },
    async put(name, secret) {
      if (isLabs(name)) memory.set(name, secret);
      else await store.put(name, secret);
    },
    async get(name) {
      return isLabs(name) ? (lab()?.get(name) ?? memory.get(name)) : store.get(name);
    },
    async remove(name) {
      if (isLabs(name)) memory.delete(name);
      else await store.remove(name);
    },
  };
}
