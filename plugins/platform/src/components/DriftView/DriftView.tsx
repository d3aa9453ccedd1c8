import { Drift } from '@254carbon/backstage-plugin-platform-common';
import {
  DataTable,
  EmptyState,
  FilteredTable,
  StaleNotice,
  UnknownState,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { DRIFT_COLUMNS } from './driftColumns';
import { DRIFT, keyOfDrift } from './driftQuestions';
import { VERDICTS } from './words';

function optionsOf(values: readonly (string | undefined)[]) {
  const known = values.flatMap(value => value ?? []);
  return [...new Set(known)].sort().map(value => ({ value, label: value }));
}

function FilteredDrift(props: { drift: Drift; label: string }) {
  const { items } = props.drift;
  const list = useUrlFilters(DRIFT, items);
  const verdicts = new Set(items.map(({ verdict }) => verdict));
  return (
    <FilteredTable
      list={list}
      what="objects"
      label={props.label}
      columns={DRIFT_COLUMNS}
      rowKey={keyOfDrift}
      placeholder="name, path or field"
      choices={[
        {
          filter: 'verdict',
          label: 'Verdict',
          options: [...verdicts].map(value => ({
            value,
            label: VERDICTS[value],
          })),
        },
        {
          filter: 'kind',
          label: 'Kind',
          options: optionsOf(items.map(({ object }) => object.kind)),
        },
        {
          filter: 'namespace',
          label: 'Namespace',
          options: optionsOf(items.map(({ object }) => object.namespace)),
        },
      ]}
      noMatch="No object fits the search and the filters"
    />
  );
}

function NothingDiffers(props: { same: number }) {
  return (
    <EmptyState title="Nothing differs">
      {props.same > 0
        ? `${props.same} objects are as they were declared.`
        : 'No object of it is declared in a manifest that is read.'}
    </EmptyState>
  );
}

/**
 * What was written down against what was observed, object by object, each with the place where it is written. With
 * `filters` it can be searched, and the address holds what is asked; a page has room for one such list.
 */
export function DriftView(props: {
  drift: Drift;
  label: string;
  filters?: boolean;
}) {
  const { drift, label, filters } = props;
  if (drift.state === 'not-configured') {
    return (
      <EmptyState title="No manifests are read">
        Name a folder or a repository under <code>platform.manifests</code> in
        the portal&apos;s configuration; then what is declared is compared here
        with what runs.
      </EmptyState>
    );
  }
  if (drift.state === 'unknown') {
    return (
      <UnknownState title="It cannot be compared at present">
        {drift.reason ?? 'The manifests could not be read yet.'}
      </UnknownState>
    );
  }
  return (
    <>
      {drift.caveats.map(caveat => (
        <StaleNotice key={caveat} reason={caveat} />
      ))}
      {drift.items.length > 0 && filters ? (
        <FilteredDrift drift={drift} label={label} />
      ) : (
        <DataTable
          label={label}
          columns={DRIFT_COLUMNS}
          rows={drift.items}
          rowKey={keyOfDrift}
          empty={<NothingDiffers same={drift.counts.same} />}
        />
      )}
    </>
  );
}
