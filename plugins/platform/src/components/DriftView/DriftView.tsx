import {
  Drift,
  DriftItem,
  DeclaredOrigin,
} from '@254carbon/backstage-plugin-platform-common';
import {
  CellNote,
  Column,
  DataTable,
  EmptyState,
  StaleNotice,
  StateIcon,
  State,
  UnknownState,
} from '@254carbon/backstage-plugin-platform-react';
import { originInWords, VERDICTS } from './words';
import styles from './DriftView.module.css';

const ICONS: Record<DriftItem['verdict'], State> = {
  same: 'good',
  different: 'bad',
  'only-declared': 'bad',
  'only-observed': 'unknown',
  unknown: 'unknown',
};

function OriginCell(props: { origins: readonly DeclaredOrigin[] }) {
  if (props.origins.length === 0) return <CellNote>nowhere</CellNote>;
  return (
    <>
      {props.origins.map(origin => (
        <div key={originInWords(origin)}>
          <code className={styles.code}>{originInWords(origin)}</code>
          <CellNote>
            {origin.source}
            {origin.revision ? ` at ${origin.revision.slice(0, 12)}` : ''}
            {origin.renderedBy ? `, rendered by ${origin.renderedBy}` : ''}
          </CellNote>
        </div>
      ))}
    </>
  );
}

function DifferenceCell(props: { item: DriftItem }) {
  const { differences, reason, verdict } = props.item;
  if (differences.length === 0)
    return <CellNote>{reason ?? VERDICTS[verdict]}</CellNote>;
  return (
    <dl className={styles.differences}>
      {differences.map(({ path, declared, observed }) => (
        <div key={path}>
          <dt>{path}</dt>
          <dd>
            declared <code>{declared ?? 'nothing'}</code>, observed{' '}
            <code>{observed ?? 'nothing'}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const COLUMNS: readonly Column<DriftItem>[] = [
  {
    title: 'Object',
    width: 190,
    cell: ({ object, verdict }) => (
      <>
        <StateIcon state={ICONS[verdict]} /> {object.kind}{' '}
        {object.namespace ? `${object.namespace}/` : ''}
        {object.name}
        <CellNote>{VERDICTS[verdict]}</CellNote>
      </>
    ),
  },
  {
    title: 'Where it is declared',
    width: 210,
    cell: ({ origins }) => <OriginCell origins={origins} />,
  },
  {
    title: 'What differs',
    width: 320,
    cell: item => <DifferenceCell item={item} />,
  },
];

/** What was written down against what was observed, object by object, each with the place where it is written. */
export function DriftView(props: { drift: Drift; label: string }) {
  const { drift, label } = props;
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
      <DataTable
        label={label}
        columns={COLUMNS}
        rows={drift.items}
        rowKey={({ object }) =>
          `${object.cluster} ${object.kind} ${object.namespace} ${object.name}`
        }
        empty={
          <EmptyState title="Nothing differs">
            {drift.counts.same > 0
              ? `${drift.counts.same} objects are as they were declared.`
              : 'No object of it is declared in a manifest that is read.'}
          </EmptyState>
        }
      />
    </>
  );
}
