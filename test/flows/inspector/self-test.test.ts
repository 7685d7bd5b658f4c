import { describe, expect, it } from 'vitest';
import { nodeInspectorPorts } from '../../../electron/compose/inspector-ports.ts';
import { loadAttacks } from '../../../shared/core/self-test/load-attacks.ts';
import { attackToInspect, runSelfTest } from '../../../shared/flows/inspector/self-test.ts';
import { attackSet } from '../../attacks/attack-set.ts';
import { RECORDED } from '../../attacks/families.ts';

const never = new AbortController().signal;
const set = await loadAttacks();

// Every attack is made and judged, on a machine that may be busy.
describe('the self-test', { timeout: 60_000 }, () => {
  it('holds every attack of the recipes, letter for letter', () => {
    const made = attackSet();
    expect(set.attacks.map(({ name }) => name)).toEqual(made.map(({ name }) => name));
    expect(new Set(made.map(({ name }) => name)).size).toBe(made.length);
    for (const { name, text } of made) expect(attackToInspect(set, name)?.text, name).toBe(text);
  });

  it('expects a check of form or signature for each, and knows every family and record it names', () => {
    const families = new Set(set.families.map(({ id }) => id));
    for (const { name, family, expected } of set.attacks) {
      expect(expected, name).not.toEqual([]);
      expect(families, name).toContain(family);
    }
    for (const [part] of RECORDED)
      expect(
        set.attacks.some(({ name }) => name.includes(part)),
        part,
      ).toBe(true);
  });

  it('finds every attack refused as expected, and the honest messages valid', async () => {
    const told: number[] = [];
    const test = await runSelfTest(nodeInspectorPorts, set, never, (done) => told.push(done));
    expect(test.honest.map(({ verdict }) => verdict)).toEqual(['valid', 'valid', 'valid', 'valid']);
    expect(test.attacks.filter(({ outcome }) => outcome !== 'refused')).toEqual([]);
    expect(test.passed).toBe(true);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(test.attacks.length).toBeGreaterThan(300);
  });

  it('says so where the verifier believes any signature', async () => {
    const crypto = { ...nodeInspectorPorts.crypto, verify: () => true };
    const test = await runSelfTest({ ...nodeInspectorPorts, crypto }, set, never);
    const accepted = test.attacks.filter(({ outcome }) => outcome === 'accepted').map(({ name }) => name);
    expect(test.passed).toBe(false);
    expect(accepted).toContain('signed with the key of the attacker');
    expect(accepted).toContain('values changed in place and the digest made to fit');
  });

  it('says so where the verifier refuses everything', async () => {
    const crypto = { ...nodeInspectorPorts.crypto, verify: () => false };
    const test = await runSelfTest({ ...nodeInspectorPorts, crypto }, set, never);
    expect(test.passed).toBe(false);
    expect(test.honest.map(({ verdict }) => verdict)).toEqual(['invalid', 'invalid', 'invalid', 'invalid']);
  });

  it('ends when it is cancelled', async () => {
    const controller = new AbortController();
    const run = runSelfTest(nodeInspectorPorts, set, controller.signal, () => controller.abort());
    await expect(run).rejects.toMatchObject({ code: 'ERR_CANCELLED' });
  });

  it('gives an attack to look at, and nothing for a name it does not know', () => {
    const attack = attackToInspect(set, 'algorithm none, written none');
    expect(attack?.text).toMatch(/^eyJ.*\.$/);
    expect(attack?.options).toMatchObject({ at: set.at, trust: set.trust, strict: false });
    expect(attackToInspect(set, 'constructor')).toBeUndefined();
  });
});
