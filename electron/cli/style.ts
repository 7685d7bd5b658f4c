const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

export type Tone = keyof typeof CODES;
export type Paint = (tone: Tone, text: string) => string;

/** @returns a function that colours text, or leaves it as it is */
export function painter(colour: boolean): Paint {
  return (tone, text) => (colour && text !== '' ? `\u001b[${CODES[tone]}m${text}\u001b[0m` : text);
}

/** Everything in a message that a terminal would obey instead of showing: control characters, and marks that turn the writing direction. */
const UNSAFE = /[\p{Cc}\p{Bidi_Control}]/gu;

/** @returns the text on one line with every unsafe character written as its escape */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Breaks text into lines.
 *
 * @param width characters a line may have
 * @param indent stands before every line but the first
 */
export function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines.join(`\n${indent}`);
}
