import type { SecretStore } from '../../shared/ports/secret-store.ts';

/**
 * A secret store with the Lab's own secrets in front: those live as long as the Lab does and are never written down.
 *
 * @param lab its secrets by name; read anew each time, because the Lab may be another by now
 */
export function withLabSecrets(
  store: SecretStore,
  lab: () => { readonly secrets: ReadonlyMap<string, string>; readonly run: string } | undefined,
): SecretStore {
  let memory = new Map<string, string>();
  let run: string | undefined;
  /** What one run gave is worth nothing in the next. */
  const current = (): Map<string, string> => {
    const now = lab()?.run;
    if (now !== run) [memory, run] = [new Map(), now];
    return memory;
  };
  const isLabs = (name: string): boolean =>
    name.startsWith('identity/lab-') || name.startsWith('workspace/lab/');
  return {
    get persistent() {
      return store.persistent;
    },
    async put(name, secret) {
      if (isLabs(name)) current().set(name, secret);
      else await store.put(name, secret);
    },
    async get(name) {
      return isLabs(name) ? (lab()?.secrets.get(name) ?? current().get(name)) : store.get(name);
    },
    async remove(name) {
      if (isLabs(name)) current().delete(name);
      else await store.remove(name);
    },
  };
}
