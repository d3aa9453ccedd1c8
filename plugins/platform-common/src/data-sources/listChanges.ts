import type { PipelineChange } from '../contracts/dataSourcesMade';

type Values = Readonly<Record<string, unknown>>;

/** Longest value that is shown whole. */
const LONGEST = 120;

function show(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}

/** The fields of a form that say something else than before, in order; texts are cut at 120 characters. */
export function listChanges(
  before: Values,
  after: Values,
): PipelineChange['fields'] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter(
      name => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
    )
    .sort()
    .map(field => ({
      field,
      before: show(before[field]),
      after: show(after[field]),
    }));
}
