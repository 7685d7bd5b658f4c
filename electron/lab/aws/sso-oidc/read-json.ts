import type { LabContext } from '../../platform/arrival.ts';
import { readBody } from '../sign-in/read-form.ts';
import { OidcRefusal } from './refusal.ts';

const MOST_BYTES = 64 * 1024;
/** Entries of a list and characters of a text of a request. */
const MOST_ENTRIES = 100;
const MOST_CHARACTERS = 8_192;

/** A request's JSON, read member by member; whatever has the wrong type is refused. */
export class JsonRequest {
  readonly #members: Readonly<Record<string, unknown>>;

  constructor(members: Readonly<Record<string, unknown>>) {
    this.#members = members;
  }

  /** @throws OidcRefusal invalid_request */
  static async read(context: LabContext): Promise<JsonRequest> {
    const bytes = await readBody(context, MOST_BYTES);
    const members = bytes === undefined ? undefined : parsed(bytes.toString('utf8'));
    if (members === undefined)
      throw new OidcRefusal('invalid_request', 'The request body is not a JSON object');
    return new JsonRequest(members);
  }

  #member(name: string): unknown {
    const value = Object.hasOwn(this.#members, name) ? this.#members[name] : undefined;
    return value === null ? undefined : value;
  }

  /** @throws OidcRefusal invalid_request */
  text(name: string): string | undefined {
    const value = this.#member(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || value.length > MOST_CHARACTERS)
      throw new OidcRefusal('invalid_request', `${name} is not valid`);
    return value;
  }

  /** @throws OidcRefusal invalid_request */
  required(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === '') throw new OidcRefusal('invalid_request', `${name} is required`);
    return value;
  }

  /** @returns an empty list where the member is absent. @throws OidcRefusal invalid_request */
  texts(name: string): readonly string[] {
    const value = this.#member(name);
    if (value === undefined) return [];
    const list: readonly unknown[] = Array.isArray(value) ? value : [undefined];
    if (list.length > MOST_ENTRIES) throw new OidcRefusal('invalid_request', `${name} has too many entries`);
    return list.map((entry) => {
      if (typeof entry !== 'string' || entry === '' || entry.length > MOST_CHARACTERS)
        throw new OidcRefusal('invalid_request', `${name} is not valid`);
      return entry;
    });
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
