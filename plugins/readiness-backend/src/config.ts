import {
  Config,
  ConfigReader,
  readDurationFromConfig,
} from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import {
  ALL_RULES,
  Cap,
  CapSchema,
  FACT_NAMES,
  proveCaps,
  proveRules,
  Rule,
  Thresholds,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { GovernanceConfig, readGovernanceConfig } from './readGovernanceConfig';

/** Everything that this plugin takes from the configuration. */
export interface ReadinessConfig extends GovernanceConfig {
  /** Rules in force, proved, with the weights in force. */
  readonly rules: readonly Rule[];
  /** Caps in force, proved. */
  readonly caps: readonly Cap[];
  /** Numbers in rules that are set otherwise, by rule and name. */
  readonly thresholds: Thresholds;
  readonly frequency: HumanDuration;
  readonly timeout: HumanDuration;
  /** `frequency` in milliseconds. */
  readonly intervalMs: number;
  readonly retentionMs: number;
}

function duration(
  config: Config,
  key: string,
  fallback: HumanDuration,
): HumanDuration {
  if (!config.has(key)) return fallback;
  const value = readDurationFromConfig(config, { key });
  if (durationToMilliseconds(value) <= 0)
    throw new InputError(`readiness.${key} must be longer than 0.`);
  return value;
}

function readWeights(config: Config): Record<string, number> {
  const weights = config.getOptionalConfig('weights');
  return Object.fromEntries(
    (weights?.keys() ?? []).map(id => [id, weights!.getNumber(id)]),
  );
}

function readThresholds(config: Config): Thresholds {
  const thresholds = config.getOptionalConfig('thresholds');
  return Object.fromEntries(
    (thresholds?.keys() ?? []).map(id => {
      const named = thresholds!.getConfig(id);
      const numbers = named.keys().map(name => [name, named.getNumber(name)]);
      return [id, Object.fromEntries(numbers)];
    }),
  );
}

/** Rules that the configuration adds, as they are written; `proveRules` reads and proves them. */
function readAddedRules(config: Config): unknown[] {
  return (config.getOptionalConfigArray('rules') ?? []).map(rule => rule.get());
}

function readCaps(config: Config): Cap[] {
  return (config.getOptionalConfigArray('caps') ?? []).map((entry, i) => {
    // The range is proved with the rules: 100 turns a cap off, and is no cap that a report could hold.
    const parsed = CapSchema.extend({ atMostPercent: z.number() }).safeParse(
      entry.get(),
    );
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const path = ['readiness', `caps[${i}]`, ...issue.path.map(String)];
    throw new InputError(
      `${path.join('.')} is not valid: ${
        issue.message
      }; a cap has id, category, atMostPercent, title and unless.`,
    );
  });
}

/**
 * Reads the section `readiness` and proves the rules with it.
 *
 * @throws InputError with one sentence that names the cure: an unknown rule id, a weight that is not a whole
 *   number above 0, a threshold that the rule does not have or that makes no sense, a mistake in an added rule, a cap that is lifted by no rule, a duration of 0, every rule disabled.
 */
export function readReadinessConfig(root: Config): ReadinessConfig {
  const config =
    root.getOptionalConfig('readiness') ?? new ConfigReader(undefined);
  const frequency = duration(config, 'schedule.frequency', { minutes: 5 });
  const thresholds = readThresholds(config);
  const rules = proveRules({
    rules: ALL_RULES,
    facts: FACT_NAMES,
    weights: readWeights(config),
    disabled: config.getOptionalStringArray('disabledRules') ?? [],
    thresholds,
    custom: readAddedRules(config),
  });
  return Object.freeze({
    ...readGovernanceConfig(root),
    rules,
    caps: proveCaps({ configured: readCaps(config), rules }),
    thresholds,
    frequency,
    timeout: duration(config, 'schedule.timeout', { minutes: 2 }),
    intervalMs: durationToMilliseconds(frequency),
    retentionMs: durationToMilliseconds(
      duration(config, 'retention', { days: 90 }),
    ),
  });
}
