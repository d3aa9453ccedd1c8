import { RUNBOOK_RISKS } from '@254carbon/backstage-plugin-platform-common';
import type { RunbookRow } from '../../model/toRunbookRow';

function optionsOf(
  values: readonly string[],
  titleOf: (ref: string) => string,
) {
  return [...new Set(values)]
    .filter(Boolean)
    .map(value => ({ value, label: titleOf(value) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/**
 * What the library can be filtered by: the services and owners that its runbooks name, and every risk. `titleOf` says what
 * the catalog calls a service or an owner.
 */
export function choicesOf(
  rows: readonly RunbookRow[],
  titleOf: (ref: string) => string,
) {
  return [
    {
      filter: 'service',
      label: 'Service',
      options: optionsOf(
        rows.flatMap(row => row.services),
        titleOf,
      ),
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
      options: optionsOf(
        rows.map(row => row.owner),
        titleOf,
      ),
    },
  ] as const;
}
