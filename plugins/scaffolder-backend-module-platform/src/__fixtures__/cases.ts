import { Change, COMMON_OPTIONS, OWN_OPTIONS } from './options';
import { CONNECTOR_NAMES } from './templates';

/** Whether everything is taken; `npm test` takes a sample. */
export const TAKES_ALL = process.env.TEMPLATES_MATRIX === 'all';

/** Templates whose own tests are part of `npm test`. */
export const SAMPLE: readonly string[] = ['eia-connector', 'webhook-connector'];

/** Common options that `npm test` tries: all of them on a job, and those that change a workload on what runs all the time. */
const SAMPLED: Readonly<Record<string, (change: Change) => boolean>> = {
  'eia-connector': () => true,
  'webhook-connector': change => 'scheduler' in change || 'alerts' in change,
};

function optionsOf(name: string): readonly Change[] {
  const own = OWN_OPTIONS[name] ?? [];
  const takesSink = name !== 'websocket-kafka-connector';
  const isTried = TAKES_ALL ? () => true : SAMPLED[name] ?? (() => false);
  const common = COMMON_OPTIONS.filter(
    one => isTried(one) && (takesSink || !('sink' in one)),
  );
  return [{}, ...own, ...common];
}

/** Every template with every change of its form that is tried. */
export const CASES: ReadonlyArray<[string, Change]> = CONNECTOR_NAMES.flatMap(
  name => optionsOf(name).map((change): [string, Change] => [name, change]),
);
