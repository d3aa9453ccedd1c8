import { mockServices } from '@backstage/backend-test-utils';
import { ALL_RULES } from '@254carbon/backstage-plugin-platform-common';
import { readReadinessConfig } from './config';

const read = (readiness?: object) =>
  readReadinessConfig(
    mockServices.rootConfig({ data: readiness ? { readiness } : {} }),
  );

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
  it.each([
    [{ weights: { 'image-pined': 3 } }, 'There is no rule "image-pined"'],
    [{ weights: { 'image-pinned': 0 } }, 'whole number above 0'],
    [{ weights: { 'image-pinned': 'much' } }, 'image-pinned'],
    [{ disabledRules: ['nope'] }, 'There is no rule "nope"'],
    [{ schedule: { frequency: { minutes: 0 } } }, 'must be longer than 0'],
  ])('stops the start for %j', (section, cure) => {
    expect(() => read(section)).toThrow(cure);
  });
});
