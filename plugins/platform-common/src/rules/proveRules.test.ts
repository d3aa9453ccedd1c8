import { ALL_RULES } from './allRules';
import { FACT_NAMES } from './facts/extractFacts';
import { proveRules } from './proveRules';
import { Rule } from './types';

const facts = FACT_NAMES;
const [first] = ALL_RULES;
const changed = (part: object) => [{ ...first, ...part } as Rule];

describe('proveRules', () => {
  it('accepts the rules of the portal', () => {
    expect(proveRules({ rules: ALL_RULES, facts })).toHaveLength(
      ALL_RULES.length,
    );
  });
  it('puts other weights in force and leaves out what is disabled', () => {
    const rules = proveRules({
      rules: ALL_RULES,
      facts,
      weights: { 'image-pinned': 7 },
      disabled: ['probes-set'],
    });
    expect(rules.find(({ id }) => id === 'image-pinned')?.weight).toBe(7);
    expect(rules.map(({ id }) => id)).not.toContain('probes-set');
  });
  it.each([
    ['which nothing extracts; add an extractor', changed({ facts: ['moon'] })],
    ['Two rules have the id', [...changed({}), ...changed({})]],
    ['whole number, 1 or more', changed({ version: 0 })],
    ['whole number above 0', changed({ weight: 0 })],
    ['whole number above 0', changed({ weight: 1.5 })],
    ['use one of: bronze, silver, gold', changed({ level: 'platinum' })],
    ['use one of: infrastructure, availability', changed({ category: 'luck' })],
    ['rename it', changed({ id: 'Bad Id' })],
  ])('refuses with the cure: %s', (cure, rules) => {
    expect(() => proveRules({ rules, facts })).toThrow(cure);
  });
  it('refuses a weight or a switch for a rule that does not exist', () => {
    expect(() =>
      proveRules({ rules: ALL_RULES, facts, weights: { 'image-pined': 3 } }),
    ).toThrow('There is no rule "image-pined" to weigh or disable; use one of');
    expect(() =>
      proveRules({ rules: ALL_RULES, facts, disabled: ['toString'] }),
    ).toThrow('There is no rule "toString"');
    expect(() =>
      proveRules({ rules: ALL_RULES, facts, weights: { 'image-pinned': -1 } }),
    ).toThrow('whole number above 0');
  });
  it('puts thresholds in force, with another version', () => {
    const [usual] = proveRules({
      rules: ALL_RULES.filter(({ id }) => id === 'restore-proven'),
      facts,
      thresholds: { 'restore-proven': { days: 90 } },
    });
    const [other] = proveRules({
      rules: [usual],
      facts,
      thresholds: { 'restore-proven': { days: 30 } },
      weights: { 'restore-proven': 3 },
    });
    expect(usual.version).toBe(1);
    expect(other).toMatchObject({ weight: 3, id: 'restore-proven' });
    expect(other.version).not.toBe(usual.version);
  });
  it.each([
    [
      'Rule probes-set has no thresholds; take it out',
      { 'probes-set': { days: 1 } },
    ],
    [
      'Rule restore-proven has no threshold "weeks"; use one of: days',
      { 'restore-proven': { weeks: 1 } },
    ],
    [
      'Threshold days of rule restore-proven is 0; give it a number from 1 to 1000',
      { 'restore-proven': { days: 0 } },
    ],
    ['There is no rule "toString"', { toString: { days: 1 } }],
  ])('refuses with the cure: %s', (cure, thresholds) => {
    expect(() => proveRules({ rules: ALL_RULES, facts, thresholds })).toThrow(
      cure,
    );
  });
  it('adds rules of the configuration', () => {
    const custom = [
      {
        id: 'own-registry',
        category: 'security',
        title: 'Images are of the own registry',
        why: 'Others are not scanned.',
        weight: 2,
        level: 'gold',
        facts: ['containers'],
        when: {
          path: 'containers.containers[].image',
          operator: 'matches',
          value: '^registry[.]example[.]com/',
        },
        remedy: { text: 'Push the image to the own registry.' },
      },
    ];
    const rules = proveRules({
      rules: ALL_RULES,
      facts,
      custom,
      weights: { 'own-registry': 5 },
    });
    expect(rules.at(-1)).toMatchObject({ id: 'own-registry', weight: 5 });
  });
  it('refuses to judge by no rule', () => {
    const disabled = ALL_RULES.map(({ id }) => id);
    expect(() => proveRules({ rules: ALL_RULES, facts, disabled })).toThrow(
      'leave at least one in force',
    );
  });
});
