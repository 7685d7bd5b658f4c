/** Main to worker, on the worker's own port. The port of a line comes with `line`. */
export type Order = { readonly type: 'line' } | { readonly type: 'ping' };

/** Worker to main. */
export type Report =
  | { readonly type: 'pong' }
  /** Something no code expected; described without its message. */
  | {
      readonly type: 'failure';
      readonly channel: string;
      readonly correlationId: string;
      readonly described: Readonly<Record<string, string | number | boolean | undefined>>;
    };
