import {
  CATEGORY_TITLES,
  Points,
  ReachedLevel,
  ReadinessReplay,
  ReplayedScore,
} from '@254carbon/backstage-plugin-platform-common';
import {
  absoluteTime,
  Column,
  DataTable,
  EmptyState,
  instantsInWords,
  StaleNotice,
  StatusPill,
} from '@254carbon/backstage-plugin-platform-react';
import {
  levelInWords,
  movedInWords,
  pointsInWords,
  rangeInWords,
} from '../../words';
import { useFirst } from '../../hooks/useFirst';
import { RuleLink } from '../RuleLink';
import styles from './Replay.module.css';

const FIRST = 15;

type Compared = { present: Points; replayed: Points };

const COMPARED: readonly Column<Compared>[] = [
  {
    title: 'Now',
    width: 90,
    cell: ({ present }) => rangeInWords(present),
    explain: ({ present }) => pointsInWords(present),
  },
  {
    title: 'Then',
    width: 90,
    cell: ({ replayed }) => rangeInWords(replayed),
    explain: ({ replayed }) => pointsInWords(replayed),
  },
  {
    title: 'Difference',
    width: 100,
    numeric: true,
    cell: ({ present, replayed }) => movedInWords(present, replayed),
  },
];

function levelsInWords(now?: ReachedLevel, then?: ReachedLevel): string {
  return now === then
    ? levelInWords(now)
    : `${levelInWords(now)} to ${levelInWords(then)}`;
}

function sizeOf({ present, replayed }: Compared): number {
  return Math.abs(replayed.low * present.of - present.low * replayed.of);
}

function Services(props: { services: readonly ReplayedScore[] }) {
  const changed = props.services
    .filter(one => sizeOf(one) > 0 || one.presentLevel !== one.replayedLevel)
    .sort((a, b) => sizeOf(b) - sizeOf(a));
  const { shown, more } = useFirst(changed, FIRST, 'services');
  return (
    <>
      <DataTable
        label="Services whose score would be another"
        rows={shown}
        rowKey={({ id }) => id}
        columns={[
          { title: 'Service', width: 180, cell: ({ title }) => title },
          ...COMPARED,
          {
            title: 'Level',
            width: 160,
            cell: ({ presentLevel, replayedLevel }) =>
              levelsInWords(presentLevel, replayedLevel),
          },
        ]}
        empty={<EmptyState title="No service would have another score" />}
      />
      {more}
    </>
  );
}

function Verdicts(props: {
  replay: ReadinessReplay;
  titleOf: (ruleId: string) => string;
}) {
  const { replay, titleOf } = props;
  const { verdicts } = replay;
  const services = new Map(replay.services.map(({ id, title }) => [id, title]));
  const { shown, more } = useFirst(verdicts, FIRST, 'verdicts');
  if (verdicts.length === 0) return null;
  return (
    <>
      <h3>Verdicts that would be others</h3>
      <DataTable
        label="Verdicts that would be others"
        rows={shown}
        rowKey={({ serviceId, ruleId }) => `${serviceId} ${ruleId}`}
        columns={[
          {
            title: 'Service',
            width: 130,
            cell: ({ serviceId }) => services.get(serviceId) ?? serviceId,
          },
          {
            title: 'Rule',
            width: 180,
            cell: ({ ruleId }) => (
              <RuleLink ruleId={ruleId} title={titleOf(ruleId)} />
            ),
          },
          {
            title: 'Now',
            width: 110,
            cell: ({ present }) =>
              present ? <StatusPill state={present} /> : 'none',
          },
          {
            title: 'Then',
            width: 110,
            cell: ({ replayed }) =>
              replayed ? <StatusPill state={replayed} /> : 'none',
          },
          {
            title: 'Why',
            width: 280,
            cell: ({ summary }) => instantsInWords(summary),
          },
        ]}
        empty={null}
      />
      {more}
    </>
  );
}

/** What other settings would say, beside what the present ones say. */
export function ReplayResult(props: {
  replay: ReadinessReplay;
  titleOf: (ruleId: string) => string;
}) {
  const { replay, titleOf } = props;
  const { at, present, replayed, categories, services, missingFacts } = replay;
  return (
    <>
      {missingFacts.length > 0 ? (
        <StaleNotice
          reason={`Not every fact was kept: ${missingFacts.join(
            ', ',
          )}. What needs one of them is unknown, and widens the range.`}
        />
      ) : null}
      <p>
        <span className={styles.figure}>{movedInWords(present, replayed)}</span>{' '}
        from {rangeInWords(present)} to {rangeInWords(replayed)}, judging the
        facts of {absoluteTime(at)}. Nothing was changed by trying.
      </p>
      <DataTable
        label="Categories"
        rows={categories}
        rowKey={({ category }) => category}
        columns={[
          {
            title: 'Category',
            width: 180,
            cell: ({ category }) => CATEGORY_TITLES[category].title,
          },
          ...COMPARED,
        ]}
        empty={<EmptyState title="No category has points" />}
      />
      <h3>Services</h3>
      <Services services={services} />
      <Verdicts replay={replay} titleOf={titleOf} />
    </>
  );
}
