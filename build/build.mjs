// @ts-check
import { reportFailure } from './bootstrap/failure.mjs';
import { setUp } from './bootstrap/set-up.mjs';

try {
  await setUp();
  const { ensureBuilt } = await import('./bootstrap/build-product.mjs');
  const { say } = await import('./bootstrap/say.mjs');
  const result = await ensureBuilt({ force: process.argv.includes('--force') });
  if (result === 'current') say('out/ is current; `npm run build -- --force` builds it anew.');
} catch (error) {
  reportFailure(error);
}
