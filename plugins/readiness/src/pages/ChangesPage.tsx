/**
 * Why a score is what it is now and was not before: any two moments, of anything that has a score. The parts
 * add up to the difference exactly, in points and in percent, and the page shows that they do.
 */
import { ButtonLink } from '@backstage/ui';
import {
  ChangeReason,
  ScoreChange,
} from '@254carbon/backstage-plugin-platform-common';
import {
  absoluteTime,
  EmptyState,
  Panel,
  StaleNotice,
  TimeField,
  timeOfField,
  toInstant,
} from '@254carbon/backstage-plugin-platform-react';
import { ChangeTable, partInWords } from '../components/ChangeParts';
import { useRoot } from '../components/ReadinessLink';
import { ReadinessView } from '../components/ReadinessView';
import { ScopePicker } from '../components/ScopePicker';
import { useAddress } from '../hooks/useAddress';
import { useChange } from '../hooks/useHistory';
import { useReport } from '../hooks/useReadiness';
import { useScopeTitles } from '../hooks/useScopeTitles';
import { queryOf, readScope, Scope, scopeInWords } from '../scope';
import {
  countInWords,
  movedInWords,
  pointsInWords,
  rangeInWords,
} from '../words';
import { ReadinessFrame } from './ReadinessFrame';
import styles from './pages.module.css';

const HOUR_MS = 3_600_000;
const PRESETS = [
  { title: 'Last hour', hours: 1 },
  { title: 'Since yesterday', hours: 24 },
  { title: 'Last week', hours: 7 * 24 },
] as const;

function sumOf(
  parts: readonly ChangeReason[],
  key: 'dLow' | 'dHigh' | 'dOf' | 'share',
): number {
  return parts.reduce((sum, part) => sum + part[key], 0);
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : `${value}`;
}

function Sum(props: { change: ScoreChange }) {
  const { parts, shareOf, before, after } = props.change;
  return (
    <p className={styles.note}>
      {countInWords(parts.length, 'part')} that add up exactly: low end{' '}
      {signed(sumOf(parts, 'dLow'))} ({before.low} to {after.low}), high end{' '}
      {signed(sumOf(parts, 'dHigh'))} ({before.high} to {after.high}), points in
      all {signed(sumOf(parts, 'dOf'))} ({before.of} to {after.of})
      {shareOf > 0
        ? `, percent ${partInWords(sumOf(parts, 'share'), shareOf)}`
        : ''}
      .
    </p>
  );
}

function Change(props: { change: ScoreChange; asked?: string }) {
  const { change, asked } = props;
  const { from, to, before, after, parts, gaps } = change;
  const isLater = asked !== undefined && Date.parse(asked) < Date.parse(from);
  return (
    <>
      {isLater ? (
        <StaleNotice
          reason={`Nothing is remembered from ${absoluteTime(
            asked,
          )}; it is compared with the first score that is, of ${absoluteTime(
            from,
          )}.`}
        />
      ) : null}
      {gaps.map(gap => (
        <StaleNotice
          key={gap.from}
          reason={`Nobody judged from ${absoluteTime(
            gap.from,
          )} to ${absoluteTime(
            gap.to,
          )}; what changed then is known only from what was different after it.`}
        />
      ))}
      <p>
        <span className={styles.figure}>{movedInWords(before, after)}</span>{' '}
        from {rangeInWords(before)} ({pointsInWords(before)},{' '}
        {absoluteTime(from)}) to {rangeInWords(after)} ({pointsInWords(after)},{' '}
        {absoluteTime(to)}).
      </p>
      {parts.length === 0 ? (
        <EmptyState title="Nothing moved it">
          Every verdict, weight, exemption and cap is what it was.
        </EmptyState>
      ) : (
        <>
          <Sum change={change} />
          <ChangeTable change={change} />
        </>
      )}
    </>
  );
}

function instantOf(field: string): string {
  return Number.isNaN(timeOfField(field)) ? '' : toInstant(field);
}

function fieldOf(instant: string): string {
  return Number.isNaN(Date.parse(instant)) ? '' : instant.slice(0, 16);
}

function Presets(props: { of: Scope }) {
  const root = useRoot();
  const now = Date.now();
  return (
    <div className={styles.actions}>
      {PRESETS.map(({ title, hours }) => (
        <ButtonLink
          key={title}
          size="small"
          variant="secondary"
          href={`${root}/changes${queryOf(
            props.of,
            hours === 24
              ? {}
              : { from: new Date(now - hours * HOUR_MS).toISOString() },
          )}`}
        >
          {title}
        </ButtonLink>
      ))}
    </div>
  );
}

/** Why a score changed between two moments; what is compared is in the address. */
export function ChangesPage() {
  const { values, ask } = useAddress({ scope: '', id: '', from: '', to: '' });
  const of = readScope(values);
  const report = useReport();
  const overview = report.data?.state === 'judged' ? report.data : undefined;
  const from = Number.isNaN(Date.parse(values.from)) ? undefined : values.from;
  const to = Number.isNaN(Date.parse(values.to)) ? undefined : values.to;
  const query = useChange(of, { from, to });
  const titleOf = useScopeTitles(undefined, of);
  return (
    <ReadinessFrame
      title="What changed"
      lead="Why a score is higher or lower than it was, part by part. The parts add up to the difference exactly."
      page="/changes"
      loadedAt={query.loadedAt}
    >
      <Panel title={`Readiness of ${scopeInWords(of, overview, titleOf)}`}>
        <div className={styles.fields}>
          <ScopePicker
            overview={overview}
            value={of}
            onChange={({ scope, id }) => ask({ scope, id })}
          />
          <TimeField
            label="From (UTC); empty means a day before"
            value={fieldOf(values.from)}
            onChange={field => ask({ from: instantOf(field) })}
          />
          <TimeField
            label="To (UTC); empty means now"
            value={fieldOf(values.to)}
            onChange={field => ask({ to: instantOf(field) })}
          />
          <Presets of={of} />
        </div>
        <ReadinessView
          query={query}
          what="what changed"
          missing="Nothing has this name"
          rows={10}
        >
          {change => <Change change={change} asked={from} />}
        </ReadinessView>
      </Panel>
    </ReadinessFrame>
  );
}
