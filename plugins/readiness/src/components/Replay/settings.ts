/** Other settings of rules, as the address keeps them: `off=a,b` and `weigh=c:5,d:1`. */

/** What is to be tried: rules that are turned off, and other weights. */
export interface ReplaySettings {
  off: readonly string[];
  weights: Readonly<Record<string, number>>;
}

const ID = /^[a-z0-9-]{1,63}$/;
/** Weights that make sense; a rule without weight is turned off instead. */
const WEIGHT = /^[1-9]\d{0,3}$/;

/** Whether a text is a weight: a whole number above 0. */
export function isWeight(text: string): boolean {
  return WEIGHT.test(text);
}

/** Reads settings; what makes no sense is left out. */
export function readSettings(values: {
  off: string;
  weigh: string;
}): ReplaySettings {
  const pairs = values.weigh
    .split(',')
    .map(pair => pair.split(':'))
    .filter(([id, weight]) => ID.test(id) && isWeight(weight ?? ''));
  return {
    off: values.off.split(',').filter(id => ID.test(id)),
    weights: Object.fromEntries(
      pairs.map(([id, weight]) => [id, Number(weight)]),
    ),
  };
}

/** Writes settings as the address keeps them. */
export function writeSettings({ off, weights }: ReplaySettings): {
  off: string;
  weigh: string;
} {
  return {
    off: off.join(','),
    weigh: Object.entries(weights)
      .map(([id, weight]) => `${id}:${weight}`)
      .join(','),
  };
}

/** The same settings with another one for a rule: turned off, weighed, or as it is now. */
export function changeSettings(
  settings: ReplaySettings,
  ruleId: string,
  change: 'off' | 'as-now' | number,
): ReplaySettings {
  const { [ruleId]: _, ...weights } = settings.weights;
  const off = settings.off.filter(id => id !== ruleId);
  if (change === 'off') return { off: [...off, ruleId], weights };
  if (change === 'as-now') return { off, weights };
  return { off, weights: { ...weights, [ruleId]: change } };
}
