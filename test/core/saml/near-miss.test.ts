import { describe, expect, it } from 'vitest';
import { nearMiss } from '../../../shared/core/saml/checks/policy-context.ts';

describe('what an administrator overlooks is said', () => {
  it.each([
    ['anna@example.com', 'anna@example.com', ''],
    ['anna@example.com', 'bert@example.com', ''],
    ['anna@example.com', 'anna@example.com ', 'white space'],
    ['anna@example.com', 'anna@example.com\u200B', 'invisible characters'],
    ['anna@example.com', '\u202Aanna@exa\u00ADmple.com', 'invisible characters'],
    ['anna@example.com', 'Anna@Example.com', 'upper and lower case'],
    ['https://a.example', 'https://a.example/', 'slash'],
    ['https://a.example', 'http://a.example', 'http and https'],
  ])('%j for %j', (expected, actual, says) => {
    const sentence = nearMiss(expected, actual);
    if (says === '') expect(sentence).toBe('');
    else expect(sentence).toContain(says);
  });
});
