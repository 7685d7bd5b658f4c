// The package has no types of its own; this is what the bench calls.
declare module 'jsonwebtoken' {
  import type { KeyObject } from 'node:crypto';

  const jsonwebtoken: {
    verify(token: string, key: KeyObject, options: Readonly<Record<string, unknown>>): unknown;
  };
  export default jsonwebtoken;
}
