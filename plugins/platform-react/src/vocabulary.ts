/**
 * The one vocabulary of states that every page uses. State is never colour alone: each word has a shape
 * and a tone, and the word itself is always there to read or to hear.
 */

/** Shape of a state's icon. */
export type Shape =
  | 'disc'
  | 'half'
  | 'cross'
  | 'ring'
  | 'clock'
  | 'dash'
  | 'tick'
  | 'shield';

/** Tone of a state: picks the colour from the theme. */
export type Tone = 'positive' | 'warning' | 'negative' | 'neutral';

/** Everything that can be said of a service, a verdict or a figure. */
export const STATES = {
  healthy: { word: 'healthy', shape: 'disc', tone: 'positive' },
  degraded: { word: 'degraded', shape: 'half', tone: 'warning' },
  down: { word: 'down', shape: 'cross', tone: 'negative' },
  unknown: { word: 'unknown', shape: 'ring', tone: 'neutral' },
  stale: { word: 'stale', shape: 'clock', tone: 'warning' },
  'expected-down': { word: 'expected down', shape: 'dash', tone: 'neutral' },
  planned: { word: 'planned', shape: 'dash', tone: 'neutral' },
  pass: { word: 'pass', shape: 'tick', tone: 'positive' },
  fail: { word: 'fail', shape: 'cross', tone: 'negative' },
  'not-applicable': { word: 'not applicable', shape: 'dash', tone: 'neutral' },
  exempt: { word: 'exempt', shape: 'shield', tone: 'neutral' },
  good: { word: 'good', shape: 'tick', tone: 'positive' },
  bad: { word: 'bad', shape: 'cross', tone: 'negative' },
} as const satisfies Record<string, { word: string; shape: Shape; tone: Tone }>;

/** A word of the vocabulary. */
export type State = keyof typeof STATES;

/** Order in which states are shown: what needs a person first. */
export const STATE_ORDER: readonly State[] = [
  'down',
  'fail',
  'bad',
  'degraded',
  'unknown',
  'stale',
  'expected-down',
  'planned',
  'exempt',
  'not-applicable',
  'healthy',
  'pass',
  'good',
];

/** Compares two states by urgency, for sorting: the worst first. */
export function compareStates(a: State, b: State): number {
  return STATE_ORDER.indexOf(a) - STATE_ORDER.indexOf(b);
}
