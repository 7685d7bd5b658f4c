import { config } from 'zod';

// zod compiles parsers with `new Function`, which the page's policy refuses and reports. Imported before any schema.
config({ jitless: true });
