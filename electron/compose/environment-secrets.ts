import type { SecretStore } from '../../shared/ports/secret-store.ts';

/** Which variable holds which secret of whatever identity a command was told to use. */
const VARIABLES: Readonly<Record<string, string>> = {
  clientSecret: 'FEDBENCH_CLIENT_SECRET',
  privateKey: 'FEDBENCH_PRIVATE_KEY',
  secretAccessKey: 'FEDBENCH_SECRET_ACCESS_KEY',
  sessionToken: 'FEDBENCH_SESSION_TOKEN',
  key: 'FEDBENCH_API_KEY',
  'scim-token': 'FEDBENCH_SCIM_TOKEN',
  'proxy-password': 'FEDBENCH_PROXY_PASSWORD',
};

/** The secret store of the terminal: variables of the environment, and memory for what is made on the way, such as tokens. */
export function environmentSecrets(environment: Readonly<Record<string, string | undefined>>): SecretStore {
  const memory = new Map<string, string>();
  return {
    persistent: false,
    async put(name, secret) {
      memory.set(name, secret);
    },
    async get(name) {
      const variable = VARIABLES[name.split('/').at(-1) ?? ''];
      return memory.get(name) ?? (variable === undefined ? undefined : environment[variable] || undefined);
    },
    async remove(name) {
      memory.delete(name);
    },
  };
}
