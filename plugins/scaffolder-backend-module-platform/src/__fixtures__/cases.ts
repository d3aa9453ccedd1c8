import { Change, COMMON_OPTIONS, OWN_OPTIONS } from './options';
import { CONNECTOR_NAMES } from './templates';

/** Whether everything is taken; `npm test` takes a sample. */
export const TAKES_ALL = process.env.TEMPLATES_MATRIX === 'all';

/** Templates whose common options and whose own tests are part of `npm test`. */
export const SAMPLE: readonly string[] = ['eia-connector', 'webhook-connector'];

function optionsOf(name: string): readonly Change[] {
  const own = OWN_OPTIONS[name] ?? [];
  const takesSink = name !== 'websocket-kafka-connector';
  const common = COMMON_OPTIONS.filter(one => takesSink || !('sink' in one));
  return TAKES_ALL || SAMPLE.includes(name)
    ? [{}, ...own, ...common]
    : [{}, ...own];
}

/** Every template with every change of its form that is tried. */
export const CASES: ReadonlyArray<[string, Change]> = CONNECTOR_NAMES.flatMap(
  name => optionsOf(name).map((change): [string, Change] => [name, change]),
);
