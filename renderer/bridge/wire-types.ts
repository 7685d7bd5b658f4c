/** What a call takes: the contract's input, however deep, without the wish to change it. */
export type Sent<T> = T extends readonly (infer Item)[]
  ? readonly Sent<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Sent<T[Key]> }
    : T;

/** What a call answers with: absent members are absent, never `undefined` (zod's types leave that open). */
export type Received<T> = T extends readonly (infer Item)[]
  ? readonly Received<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Received<Exclude<T[Key], undefined>> }
    : T;
