import { LabRandom } from '../../electron/lab/platform/lab-random.ts';

/** The Lab's randomness that a seed replays, with ids as the tests' generators have always drawn them. */
export class SeededRandom extends LabRandom {
  override uuid(): string {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-a${this.hex(3)}-${this.hex(12)}`;
  }
}
