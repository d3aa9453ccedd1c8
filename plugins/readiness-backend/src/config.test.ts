import { mockServices } from '@backstage/backend-test-utils';
import { ALL_RULES } from '@254carbon/backstage-plugin-platform-common';
import { readReadinessConfig } from './config';

const read = (readiness?: object) =>
  readReadinessConfig(
    mockServices.rootConfig({ data: readiness ? { readiness } : {} }),
  );

const CAP = {
  id: 'mine',
  category: 'backup',
  atMostPercent: 40,
  title: 'Nothing was restored',
  unless: 'restore-proven',
};

const ADDED = {
  id: 'image-of-ours',
  category: 'security',
  title: 'Images come from our own registry',
  why: 'What others serve can change or go.',
  weight: 3,
  level: 'silver',
  facts: ['containers'],
  when: {
    path: 'containers.containers[].image',
    operator: 'matches',
    value: '^harbor\\.',
  },
  remedy: { text: 'Push the image to the registry.' },
};

describe('readReadinessConfig', () => {
  it('needs no configuration', () => {
    const config = read();
    expect(config.rules).toHaveLength(ALL_RULES.length);
    expect(config.intervalMs).toBe(300_000);
    expect(config.retentionMs).toBe(90 * 86_400_000);
    expect(Object.isFrozen(config)).toBe(true);
  });
  it('reads schedule, weights, disabled rules and retention', () => {
    const config = read({
      schedule: { frequency: { minutes: 1 }, timeout: '30s' },
      weights: { 'image-pinned': 9 },
      disabledRules: ['probes-set'],
      retention: { days: 7 },
    });
    expect(config.intervalMs).toBe(60_000);
    expect(config.timeout).toEqual({ seconds: 30 });
    expect(config.retentionMs).toBe(7 * 86_400_000);
    expect(config.rules).toHaveLength(ALL_RULES.length - 1);
    expect(config.rules.find(({ id }) => id === 'image-pinned')?.weight).toBe(
      9,
    );
  });
  it('adds rules and caps, replaces caps, and turns them off', () => {
    const config = read({
      rules: [ADDED],
      caps: [
        CAP,
        { ...CAP, id: 'no-restore-proved', atMostPercent: 20 },
        { ...CAP, id: 'not-running', atMostPercent: 100 },
      ],
    });
    expect(config.rules.at(-1)).toMatchObject({
      id: 'image-of-ours',
      weight: 3,
    });
    const caps = Object.fromEntries(
      config.caps.map(({ id, atMostPercent }) => [id, atMostPercent]),
    );
    expect(caps).toMatchObject({ mine: 40, 'no-restore-proved': 20 });
    expect(caps).not.toHaveProperty('not-running');
  });
  it('tells the approvers of the permission policy, unless somebody else is named', () => {
    const root = (readiness: object) =>
      readReadinessConfig(
        mockServices.rootConfig({
          data: {
            permission: { roles: { approver: ['group:default/approvers'] } },
            readiness,
          },
        }),
      );
    expect(root({}).approvers).toEqual(['group:default/approvers']);
    const named = { notifications: { approvers: ['user:default/someone'] } };
    expect(root(named).approvers).toEqual(['user:default/someone']);
    expect(read().approvers).toEqual([]);
    expect(read().warningDays).toBe(14);
  });
  it.each([
    [{ weights: { 'image-pined': 3 } }, 'There is no rule "image-pined"'],
    [{ weights: { 'image-pinned': 0 } }, 'whole number above 0'],
    [{ weights: { 'image-pinned': 'much' } }, 'image-pinned'],
    [{ disabledRules: ['nope'] }, 'There is no rule "nope"'],
    [{ schedule: { frequency: { minutes: 0 } } }, 'must be longer than 0'],
    [{ caps: [{ ...CAP, unless: 'nope' }] }, 'lifted by rule "nope"'],
    [{ caps: [{ ...CAP, atMostPercent: 101 }] }, 'from 0 to 99'],
    [{ caps: [{ ...CAP, category: 'luck' }] }, 'readiness.caps[0].category'],
    [{ caps: [CAP, CAP] }, 'Two caps have the id "mine"'],
    [{ thresholds: { nope: { days: 1 } } }, 'There is no rule "nope"'],
    [
      { thresholds: { 'certificate-ready': { years: 1 } } },
      'no threshold "years"',
    ],
    [{ rules: [{ id: 'mine' }] }, 'Rule "mine" of the configuration'],
    [{ rules: [{ ...ADDED, weight: 0 }] }, 'whole number above 0'],
    [{ rules: [{ ...ADDED, id: 'image-pinned' }] }, 'rename it'],
    [{ rules: [{ ...ADDED, facts: ['luck'] }] }, 'which nothing extracts'],
    [{ warningDays: 0 }, 'from 1 to 90'],
    [{ warningDays: 1.5 }, 'from 1 to 90'],
    [{ notifications: { approvers: ['me'] } }, 'write a full entity ref'],
  ])('stops the start for %j', (section, cure) => {
    expect(() => read(section)).toThrow(cure);
  });
});
