import {
  percentOf,
  ReadinessOverview,
  RolledScore,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Column,
  EmptyState,
  FilteredTable,
  ScoreRange,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { queryOf } from '../../scope';
import { levelInWords, pointsInWords, rangeInWords } from '../../words';
import { ReadinessLink } from '../ReadinessLink';
import { RollUp, RollUpOrder, ROLL_UPS, rollUpsOf } from './rollUps';
import styles from './RollUpTable.module.css';

/** `3 gold, 1 silver, 4 no level yet`; levels that nobody stands on are left out. */
function levelsInWords(levels: RolledScore['levels']): string {
  return (
    [...levels]
      .reverse()
      .filter(({ services }) => services > 0)
      .map(
        ({ level, services }) =>
          `${services} ${levelInWords(level).toLowerCase()}`,
      )
      .join(', ') || 'no level'
  );
}

const COLUMNS: readonly Column<RollUp, RollUpOrder>[] = [
  {
    title: 'Name',
    width: 160,
    sort: 'title',
    cell: ({ of, title }) => (
      <ReadinessLink to={`/scores${queryOf(of)}`}>{title}</ReadinessLink>
    ),
  },
  {
    title: 'Score',
    width: 200,
    sort: 'score',
    cell: ({ title, score: { points } }) => (
      <ScoreRange label={title} score={percentOf(points)} />
    ),
    explain: ({ score: { points } }) => pointsInWords(points),
  },
  {
    title: 'Nothing set aside',
    width: 100,
    cell: ({ score: { plain } }) => rangeInWords(plain),
    explain: ({ score: { plain } }) => pointsInWords(plain),
  },
  {
    title: 'Known',
    width: 75,
    numeric: true,
    cell: ({ score: { points } }) => {
      const score = percentOf(points);
      return score ? `${score.confidence} %` : '';
    },
    explain: () => 'Share of the weight that is known and fresh',
  },
  {
    title: 'Services',
    width: 90,
    sort: 'services',
    numeric: true,
    cell: ({ score }) => score.services,
  },
  {
    title: 'Levels',
    width: 160,
    cell: ({ score }) => levelsInWords(score.levels),
  },
  {
    title: 'Failing',
    width: 85,
    sort: 'fail',
    numeric: true,
    cell: ({ score }) => score.counts.fail,
  },
  {
    title: 'Unknown',
    width: 95,
    sort: 'unknown',
    numeric: true,
    cell: ({ score }) => score.counts.unknown,
  },
];

/** Sums of services with their scores, the worst first; order and search are kept in the address. */
export function RollUpTable(props: { label: string; rollUps: RollUp[] }) {
  const list = useUrlFilters(ROLL_UPS, props.rollUps);
  return (
    <FilteredTable
      list={list}
      what="scores"
      label={props.label}
      columns={COLUMNS}
      rowKey={({ of }) => of.id}
      placeholder="Name"
      choices={[]}
      noMatch="No score matches"
    />
  );
}

/** The systems with their ranges, the worst first. */
export function RollUpList(props: { overview: ReadinessOverview }) {
  const rollUps = rollUpsOf(props.overview, 'system');
  if (rollUps.length === 0)
    return <EmptyState title="No system has a service that is judged" />;
  const lowOf = ({ score: { points } }: RollUp) =>
    points.of === 0 ? Infinity : points.low / points.of;
  return (
    <ul className={styles.list}>
      {[...rollUps]
        .sort((a, b) => lowOf(a) - lowOf(b))
        .map(({ of, title, score }) => (
          <li key={of.id} className={styles.item}>
            <ReadinessLink to={`/scores${queryOf(of)}`}>{title}</ReadinessLink>
            <ScoreRange label={title} score={percentOf(score.points)} />
          </li>
        ))}
    </ul>
  );
}
