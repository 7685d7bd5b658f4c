/** Holds new writes back while it is closed; what AWS has already accepted goes on. */
export class PauseGate {
  #waiting: (() => void)[] = [];
  #paused = false;

  get paused(): boolean {
    return this.#paused;
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
  }

  /** Resolves while the gate is open; rejects with the signal's reason when aborted. */
  async pass(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    while (this.#paused) {
      await new Promise<void>((resolve, reject) => {
        const abort = (): void => reject(signal.reason);
        signal.addEventListener('abort', abort, { once: true });
        this.#waiting.push(() => {
          signal.removeEventListener('abort', abort);
          resolve();
        });
      });
    }
  }
}
