import './measure.mjs';

// Awaited, so that Electron holds `ready` until the product has prepared itself.
await import('./out/main/index.js');
