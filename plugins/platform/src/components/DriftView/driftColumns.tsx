import {
  DeclaredOrigin,
  DriftItem,
} from '@254carbon/backstage-plugin-platform-common';
import {
  CellNote,
  Column,
  instantsInWords,
  State,
  StateIcon,
} from '@254carbon/backstage-plugin-platform-react';
import { DriftOrder } from './driftQuestions';
import { originInWords, VERDICTS } from './words';
import styles from './DriftView.module.css';

const ICONS: Record<DriftItem['verdict'], State> = {
  same: 'good',
  different: 'bad',
  present: 'good',
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
    return <CellNote>{instantsInWords(reason ?? VERDICTS[verdict])}</CellNote>;
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

/** The columns of a comparison: what, where it is written, what differs. */
export const DRIFT_COLUMNS: readonly Column<DriftItem, DriftOrder>[] = [
  {
    title: 'Object',
    width: 190,
    sort: 'object',
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
    sort: 'place',
    cell: ({ origins }) => <OriginCell origins={origins} />,
  },
  {
    title: 'What differs',
    width: 320,
    sort: 'verdict',
    cell: item => <DifferenceCell item={item} />,
  },
];
