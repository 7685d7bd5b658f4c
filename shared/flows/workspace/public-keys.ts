import { WorkbenchError } from '../../core/errors/workbench-error.ts';
import type { GivenKey } from '../../core/inspector/options.ts';

/** Members of a JWK that are secret (RFC 7518 sections 6.2.2, 6.3.2, 6.4.1). */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];
const PEM_LABEL = /-----BEGIN ([A-Z0-9 ]+)-----/g;
const PUBLIC_LABELS: ReadonlySet<string> = new Set(['CERTIFICATE', 'PUBLIC KEY', 'RSA PUBLIC KEY']);

/**
 * Holds back everything from being saved that is not known to be public: a settings file is no place for a secret.
 *
 * @param keys what the user trusts
 * @throws WorkbenchError ERR_KEY_UNSUPPORTED for the first key that is secret, or that cannot be told to be public
 */
export function requirePublicKeys(keys: readonly GivenKey[]): void {
  for (const [index, key] of keys.entries()) {
    if (isPublic(key.text.trim())) continue;
    const what = key.name ?? `key ${index + 1}`;
    throw new WorkbenchError(
      'ERR_KEY_UNSUPPORTED',
      'key',
      { what },
      {
        message: `${what} is not known to be public, so it was not saved.`,
        hint: 'Save certificates, public keys, JWK Sets and metadata; enter secret keys when you need them.',
      },
    );
  }
}

function isPublic(text: string): boolean {
  const labels = [...text.matchAll(PEM_LABEL)].map((match) => match[1] ?? '');
  if (labels.length > 0) return labels.every((label) => PUBLIC_LABELS.has(label));
  if (text.startsWith('<')) return true;
  if (!text.startsWith('{') && !text.startsWith('[')) return false;
  try {
    return !holdsSecret(JSON.parse(text));
  } catch {
    return false;
  }
}

function holdsSecret(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsSecret);
  return Object.entries(value).some(([name, inner]) => SECRET_MEMBERS.includes(name) || holdsSecret(inner));
}
