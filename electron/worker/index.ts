import { Router } from '../main/ipc/router.ts';
import { workerContract, workerHandlers } from './handlers.ts';
import { serve } from './serve.ts';

const port = process.parentPort;

const router = new Router({
  contract: workerContract,
  handlers: workerHandlers,
  checkOutput: process.argv.includes('--check-output'),
  // The log belongs to main; the name of what was thrown travels in the answer.
  logFailure: () => crypto.randomUUID(),
});

serve(router, {
  postMessage: (message) => port.postMessage(message),
  onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
});
