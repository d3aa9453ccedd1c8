import { storageKey } from '../resourceTypes';
import type { PrinterColumn, TypeKey } from '../types';
import { clusterColumns } from './clusterColumns';
import { platformColumns } from './platformColumns';
import { podColumns } from './podColumns';
import { workloadColumns } from './workloadColumns';

const known: Record<string, PrinterColumn[]> = {
  '/pods': podColumns,
  ...workloadColumns,
  ...clusterColumns,
  ...platformColumns,
};

/** The columns of a type after its name, or undefined when it has none of its own. */
export function columnsOf(type: TypeKey): PrinterColumn[] | undefined {
  return known[storageKey(type)];
}
