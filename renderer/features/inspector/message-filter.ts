import type { MessageKind, MessageRow, Verdict } from '../../../shared/core/inspector/report.ts';

/** What the reader wants to see of a list of messages; absent and empty mean everything. */
export interface MessageFilter {
  readonly text: string;
  readonly kind: MessageKind | undefined;
  readonly verdict: Verdict | undefined;
  readonly host: string | undefined;
}

export const NO_FILTER: MessageFilter = { text: '', kind: undefined, verdict: undefined, host: undefined };

/** @returns the host a message travelled to, where a capture tells it */
function hostOf({ origin }: MessageRow): string | undefined {
  if (origin?.url === undefined || !URL.canParse(origin.url)) return undefined;
  return new URL(origin.url).host || undefined;
}

function textOf({ kind, verdict, summary, issuer, subject, origin, source }: MessageRow): string {
  return [kind, verdict, summary, issuer, subject?.nameId, origin?.method, origin?.url, source.form]
    .join(' ')
    .toLowerCase();
}

/** A list of messages with what can be chosen of it, read once. */
export class MessageIndex {
  readonly rows: readonly MessageRow[];
  readonly kinds: readonly MessageKind[];
  readonly verdicts: readonly Verdict[];
  readonly hosts: readonly string[];
  readonly #hosts: readonly (string | undefined)[];
  readonly #texts: string[] = [];

  constructor(rows: readonly MessageRow[]) {
    this.rows = rows;
    this.#hosts = rows.map(hostOf);
    this.kinds = [...new Set(rows.map(({ kind }) => kind))].sort();
    this.verdicts = [...new Set(rows.map(({ verdict }) => verdict))].sort();
    this.hosts = [...new Set(this.#hosts)].filter((host) => host !== undefined).sort();
  }

  /** @returns the positions of the messages that fit, in their own order */
  matching(filter: MessageFilter): number[] {
    const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
    const found: number[] = [];
    for (const [at, row] of this.rows.entries()) {
      if (filter.kind !== undefined && row.kind !== filter.kind) continue;
      if (filter.verdict !== undefined && row.verdict !== filter.verdict) continue;
      if (filter.host !== undefined && this.#hosts[at] !== filter.host) continue;
      if (words.length > 0) {
        const text = this.#texts[at] ?? textOf(row);
        this.#texts[at] = text;
        if (!words.every((word) => text.includes(word))) continue;
      }
      found.push(at);
    }
    return found;
  }
}
