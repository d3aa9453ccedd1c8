import { FilledForm } from '@254carbon/backstage-plugin-platform-common';
import { createHash } from 'node:crypto';

/** The same text for the same value, whatever the order of its keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null)
    return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
  return `{${entries.join()}}`;
}

/** 32 hexadecimal digits that stand for a value, whatever the order of its keys. */
export function digestOfValue(value: unknown): string {
  return createHash('sha256')
    .update(canonical(value))
    .digest('hex')
    .slice(0, 32);
}

/** The digits that stand for a template with its values. */
export function digestOf({ template, values }: FilledForm): string {
  return digestOfValue([template, values]);
}
