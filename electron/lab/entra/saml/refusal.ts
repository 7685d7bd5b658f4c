/** A refusal in Entra's words: an AADSTS number and its text. */
export interface SamlRefusal {
  readonly aadsts: number;
  readonly message: string;
}

/** Texts shown to people are of their own length, whatever a request holds. */
export function shown(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

export function isRefusal(value: object): value is SamlRefusal {
  return 'aadsts' in value;
}
