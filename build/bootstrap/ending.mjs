// @ts-check

/** @type {Set<() => void>} */
const closers = new Set();
let watching = false;

function closeAll() {
  for (const close of [...closers].reverse()) {
    closers.delete(close);
    try {
      close();
    } catch {
      // The process is ending: the next closer matters more than this one's failure.
    }
  }
}

function watch() {
  watching = true;
  process.on('exit', closeAll);
  for (const [signal, code] of /** @type {[NodeJS.Signals, number][]} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.on(signal, () => {
      closeAll();
      process.exit(code);
    });
  }
}

/**
 * Runs a synchronous closer when this process ends, by itself or by a signal.
 *
 * @param {() => void} close must not throw or wait
 * @returns {() => void} runs the closer now and forgets it
 */
export function onEnd(close) {
  if (!watching) watch();
  closers.add(close);
  return () => {
    if (closers.delete(close)) close();
  };
}
