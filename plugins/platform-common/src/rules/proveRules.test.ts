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
  it('refuses to judge by no rule', () => {
    const disabled = ALL_RULES.map(({ id }) => id);
    expect(() => proveRules({ rules: ALL_RULES, facts, disabled })).toThrow(
      'leave at least one in force',
    );
  });
});
