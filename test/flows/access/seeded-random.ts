import { LabRandom } from '../../../electron/lab/platform/lab-random.ts';

/** The Lab's randomness that a seed replays, with ids made of bytes. */
export class SeededRandom extends LabRandom {
  /** From 0 up to but without 1. */
  fraction(): number {
    return this.next();
  }

  override uuid(): string {
    const hex = Buffer.from(this.bytes(16)).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}
