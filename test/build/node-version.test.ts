import { expect, it } from 'vitest';
import { checkNodeVersion } from '../../build/bootstrap/node-version.mjs';

it('accepts the oldest supported Node and anything newer', () => {
  for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.1.0'])
    expect(() => checkNodeVersion(version)).not.toThrow();
});

it('refuses an older Node and says which one is wanted', () => {
  for (const version of ['18.20.0', '20.9.0', '20.18.1']) {
    expect(() => checkNodeVersion(version)).toThrow(`Node ${version} is too old`);
  }
});
