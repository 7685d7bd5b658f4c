// @ts-check

/** @type {NodeJS.WritableStream} */
let stream = process.stderr;

/**
 * Sends the progress lines elsewhere; they go to stderr unless a command owns stdout.
 *
 * @param {NodeJS.WritableStream} target
 */
export function sayTo(target) {
  stream = target;
}

/**
 * Prints one progress line.
 *
 * @param {string} text
 */
export function say(text) {
  stream.write(`${text}\n`);
}

/**
 * @param {number} milliseconds
 * @returns {string} such as `340 ms`, `12.3 s`, `3 min 05 s`
 */
export function duration(milliseconds) {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 100) return `${seconds.toFixed(1)} s`;
  const rest = Math.round(seconds);
  return `${Math.floor(rest / 60)} min ${String(rest % 60).padStart(2, '0')} s`;
}
