import { stringify } from 'yaml';
import type { JsonValue } from '../kubernetes';

/** A value as JSON with two spaces, a line end at its end. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Documents as YAML that readers of YAML 1.1 (Kubernetes) understand in the same way. */
export function yamlText(
  ...documents: readonly (JsonValue | object)[]
): string {
  return documents
    .map(one =>
      stringify(one, {
        compat: 'yaml-1.1',
        lineWidth: 0,
        aliasDuplicateObjects: false,
      }),
    )
    .join('---\n');
}

/** Lines as a text with a line end at its end. */
export function lines(
  ...all: ReadonlyArray<string | readonly string[]>
): string {
  return `${all.flat().join('\n')}\n`;
}

/** What one row is about, by the columns that tell rows apart: `an id`, `a symbol and date`. */
export function grainOf(primaryKey: readonly string[]): string {
  const words = primaryKey.join(' and ').replaceAll('_', ' ');
  return `${/^[aeio]/.test(words) ? 'an' : 'a'} ${words}`;
}
