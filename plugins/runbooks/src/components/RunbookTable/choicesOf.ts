import { RUNBOOK_RISKS } from '@254carbon/backstage-plugin-platform-common';
import type { RunbookRow } from '../../model/toRunbookRow';

function optionsOf(values: readonly string[]) {
  return [...new Set(values)]
    .filter(Boolean)
    .sort()
    .map(value => ({
      value,
      label: value.replace(/^[^:]+:(?:default\/)?/, ''),
    }));
}

/** What the library can be filtered by: the services and owners that its runbooks name, and every risk. */
export function choicesOf(rows: readonly RunbookRow[]) {
  return [
    {
      filter: 'service',
      label: 'Service',
      options: optionsOf(rows.flatMap(row => row.services)),
    },
    {
      filter: 'risk',
      label: 'Risk',
      options: RUNBOOK_RISKS.map(value => ({
        value,
        label: value.replace(/-/g, ' '),
      })),
    },
    {
      filter: 'owner',
      label: 'Owner',
      options: optionsOf(rows.map(row => row.owner)),
    },
  ] as const;
}
