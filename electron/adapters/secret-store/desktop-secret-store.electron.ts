import { safeStorage } from 'electron';
import type { SecretStore } from '../../../shared/ports/secret-store.ts';
import type { WorkspaceStore } from '../../../shared/ports/workspace-store.ts';
import { KeystoreSecretStore } from './keystore-secret-store.ts';
import { MemorySecretStore } from './memory-secret-store.ts';

/**
 * The secret store of the desktop: the operating system's keystore, or memory where there is none. Linux without a keyring
 * counts as none: Electron would "encrypt" with a password that is in its source. Call it after `ready`.
 */
export function openDesktopSecretStore(store: WorkspaceStore): SecretStore {
  const plain = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  if (plain || !safeStorage.isEncryptionAvailable()) return new MemorySecretStore();
  return new KeystoreSecretStore(
    {
      encrypt: (text) => safeStorage.encryptString(text),
      decrypt: (bytes) => safeStorage.decryptString(Buffer.from(bytes)),
    },
    store,
  );
}
