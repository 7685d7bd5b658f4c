import type { Journal } from '../../../shared/ports/journal.ts';

/** A journal whose lines outlive the process that wrote them. */
export class MemoryJournal implements Journal {
  readonly path = 'memory.journal';
  text = '';
  /** Called before and after a line is on the disk; may wait for ever where its process died. */
  intercept: (moment: 'before' | 'after') => Promise<void> = () => Promise.resolve();

  async append(line: string): Promise<void> {
    await this.intercept('before');
    this.text += `${line}\n`;
    await this.intercept('after');
  }

  get events(): { change?: string; event?: string }[] {
    return this.text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }
}
