import {
  Config,
  ConfigReader,
  readDurationFromConfig,
} from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import {
  ALL_RULES,
  FACT_NAMES,
  proveRules,
  Rule,
} from '@254carbon/backstage-plugin-platform-common';

/** Everything that this plugin takes from the configuration. */
export interface ReadinessConfig {
  /** Rules in force, proved, with the weights in force. */
  readonly rules: readonly Rule[];
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

/**
 * Reads the section `readiness` and proves the rules with it.
 *
 * @throws InputError with one sentence that names the cure: an unknown rule id, a weight that is not a whole
 *   number above 0, a duration of 0, every rule disabled.
 */
export function readReadinessConfig(root: Config): ReadinessConfig {
  const config =
    root.getOptionalConfig('readiness') ?? new ConfigReader(undefined);
  const frequency = duration(config, 'schedule.frequency', { minutes: 5 });
  return Object.freeze({
    rules: proveRules({
      rules: ALL_RULES,
      facts: FACT_NAMES,
      weights: readWeights(config),
      disabled: config.getOptionalStringArray('disabledRules') ?? [],
    }),
    frequency,
    timeout: duration(config, 'schedule.timeout', { minutes: 2 }),
    intervalMs: durationToMilliseconds(frequency),
    retentionMs: durationToMilliseconds(
      duration(config, 'retention', { days: 90 }),
    ),
  });
}
