import { SearchField, Select } from '@backstage/ui';
import { RUNBOOK_RISKS } from '@254carbon/backstage-plugin-platform-common';
import type { RunbookFilter } from '../../model/filterRunbooks';
import type { RunbookRow } from '../../model/toRunbookRow';
import styles from './RunbooksPage.module.css';

const ALL = 'all';

function shortName(ref: string): string {
  return ref.replace(/^[^:]+:(?:default\/)?/, '');
}

function Choice(props: {
  label: string;
  value: string;
  values: string[];
  onChange: (value: string) => void;
}) {
  // A value from the address that nobody has any more stays visible, or the empty table would have no reason.
  const values =
    props.value && !props.values.includes(props.value)
      ? [...props.values, props.value]
      : props.values;
  return (
    <Select
      label={props.label}
      size="small"
      options={[
        { value: ALL, label: 'all' },
        ...values.map(value => ({ value, label: shortName(value) })),
      ]}
      selectedKey={props.value || ALL}
      onSelectionChange={key =>
        props.onChange(key === ALL || key === null ? '' : String(key))
      }
    />
  );
}

/** Search and filters; everything chosen here is in the address. */
export function Filters(props: {
  rows: RunbookRow[];
  filter: RunbookFilter;
  onChange: (change: Partial<RunbookFilter>) => void;
}) {
  const { rows, filter, onChange } = props;
  const unique = (values: string[]) =>
    [...new Set(values)].filter(Boolean).sort();
  return (
    <div
      className={styles.filters}
      role="search"
      aria-label="Filter the runbooks"
    >
      <SearchField
        label="Search"
        size="small"
        placeholder="title, summary or service"
        value={filter.search}
        onChange={search => onChange({ search })}
      />
      <Choice
        label="Service"
        value={filter.service}
        values={unique(rows.flatMap(row => row.services))}
        onChange={service => onChange({ service })}
      />
      <Choice
        label="Risk"
        value={filter.risk}
        values={[...RUNBOOK_RISKS]}
        onChange={risk => onChange({ risk })}
      />
      <Choice
        label="Owner"
        value={filter.owner}
        values={unique(rows.map(row => row.owner))}
        onChange={owner => onChange({ owner })}
      />
    </div>
  );
}
