import { ALL_RULES } from '../rules';
import { Cap, DEFAULT_CAPS, proveCaps } from './caps';

const cap: Cap = {
  id: 'no-owner',
  category: 'documentation',
  atMostPercent: 50,
  title: 'Nobody owns it: Documentation at most 50 %',
  unless: 'has-owner',
};

describe('proveCaps', () => {
  it('puts the portal’s own caps in force when nothing is configured', () => {
    expect(proveCaps({ rules: ALL_RULES })).toEqual(DEFAULT_CAPS);
  });
  it('adds what is configured, replaces by id and turns off by 100 percent', () => {
    const milder = { ...DEFAULT_CAPS[0], atMostPercent: 80 };
    const off = { ...DEFAULT_CAPS[1], atMostPercent: 100 };
    const caps = proveCaps({
      configured: [cap, milder, off],
      rules: ALL_RULES,
    });
    expect(caps).toHaveLength(DEFAULT_CAPS.length);
    expect(caps).toContainEqual(cap);
    expect(caps).toContainEqual(milder);
    expect(caps.map(({ id }) => id)).not.toContain(off.id);
  });
  it('drops a cap of its own whose rule is disabled', () => {
    const rules = ALL_RULES.filter(({ id }) => id !== 'restore-proven');
    expect(proveCaps({ rules }).map(({ unless }) => unless)).not.toContain(
      'restore-proven',
    );
  });
  it.each<[string, Partial<Cap>[], string]>([
    ['an id twice', [{}, {}], 'Two caps have the id "no-owner"; rename one.'],
    [
      'an id that is no id',
      [{ id: 'No Owner' }],
      'Cap id "No Owner" is not kebab-case of at most 63 characters; rename it.',
    ],
    [
      'a category that does not exist',
      [{ category: 'paperwork' as Cap['category'] }],
      'Cap no-owner has category "paperwork"; use one of: infrastructure, availability, access, observability, security, backup, delivery, pipelines, documentation.',
    ],
    [
      'half a percent',
      [{ atMostPercent: 0.5 }],
      'Cap no-owner is at most 0.5 percent; give a whole number from 0 to 99, or 100 to turn it off.',
    ],
    [
      'no title',
      [{ title: ' ' }],
      'Cap no-owner has no title; say in a sentence what it holds back and why.',
    ],
    [
      'a rule that is not in force',
      [{ unless: 'is-liked' }],
      'Cap no-owner is lifted by rule "is-liked", which is not in force; name a rule that is, or remove the cap.',
    ],
  ])('refuses %s with one sentence', (_, parts, sentence) => {
    const configured = parts.map(part => ({ ...cap, ...part }));
    expect(() => proveCaps({ configured, rules: ALL_RULES })).toThrow(sentence);
  });
});
