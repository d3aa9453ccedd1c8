/** The small pieces from which columns are written as data. */
import type { JsonValue, KubernetesObject, PrinterColumn } from '../types';
import { formatAge } from './age';
import { conditionOf, numberAt, recordsAt, textAt } from './read';

/** A column of text at a dotted path. */
export function text(
  name: string,
  path: string,
  fallback = '<none>',
): PrinterColumn {
  const steps = path.split('.');
  return {
    name,
    type: 'string',
    value: object => textAt(object, steps, fallback),
  };
}

/** A column of a number at a dotted path. */
export function count(name: string, path: string, fallback = 0): PrinterColumn {
  const steps = path.split('.');
  return {
    name,
    type: 'integer',
    value: object => numberAt(object, steps, fallback),
  };
}

/** A column of text that is computed. */
export function computed(
  name: string,
  value: (object: KubernetesObject, now: number) => JsonValue,
): PrinterColumn {
  return { name, type: 'string', value };
}

/** A column with the status of a condition. */
export function condition(name: string, type: string): PrinterColumn {
  return computed(name, object => conditionOf(object, type));
}

/** A column with the time since a moment at a dotted path. */
export function since(name: string, path: string): PrinterColumn {
  const steps = path.split('.');
  return computed(name, (object, now) => {
    const moment = textAt(object, steps, '');
    return moment === '' ? '<none>' : formatAge(moment, now);
  });
}

/** The same column, shown only with `-o wide`. */
export function wide(column: PrinterColumn): PrinterColumn {
  return { ...column, priority: 1 };
}

/** The age of the object. */
export const age: PrinterColumn = computed('Age', (object, now) =>
  formatAge(object.metadata.creationTimestamp, now),
);

/** The containers and images of a workload's template, for `-o wide`. */
export const containersAndImages: PrinterColumn[] = [
  wide(
    computed('Containers', object =>
      recordsAt(object, 'spec', 'template', 'spec', 'containers')
        .map(container => textAt(container, ['name']))
        .join(','),
    ),
  ),
  wide(
    computed('Images', object =>
      recordsAt(object, 'spec', 'template', 'spec', 'containers')
        .map(container => textAt(container, ['image']))
        .join(','),
    ),
  ),
];
