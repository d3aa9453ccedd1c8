/**
 * When a pipeline runs: five fields as one types them, the next five runs in the schedule's zone, calls a day against the quota,
 * and the minute that the fewest others use.
 */
import {
  FormOptions,
  isTimezone,
  moveToMinute,
  nextRuns,
  parseSchedule,
  ParsedSchedule,
  runsPerDay,
  suggestMinute,
} from '@254carbon/backstage-plugin-platform-common';
import {
  absoluteTime,
  relativeTime,
  useNow,
} from '@254carbon/backstage-plugin-platform-react';
import { Button } from '@backstage/ui';
import { useFormOptions } from '../../client/useFormOptions';
import { FieldFrame, FieldNote, TextControl } from '../FieldFrame';
import { FieldProps, textIn, useField } from '../fieldProps';
import { MinutesInUse } from './MinutesInUse';
import { QuotaBar } from './QuotaBar';
import styles from './SchedulePicker.module.css';

const RUNS_SHOWN = 5;

function Runs(props: {
  schedule: ParsedSchedule;
  timezone: string;
  now: number;
}) {
  const { schedule, timezone, now } = props;
  const runs = nextRuns({ schedule, timezone, now, count: RUNS_SHOWN });
  if (runs.length === 0)
    return <FieldNote state="bad">It never runs: no such day comes.</FieldNote>;
  return (
    <>
      <FieldNote state="good">The next runs ({timezone}):</FieldNote>
      <ol className={styles.runs} aria-label="Next runs">
        {runs.map(run => {
          const instant = new Date(run).toISOString();
          const local = new Date(run).toLocaleString('en-GB', {
            timeZone: timezone,
            weekday: 'short',
            day: '2-digit',
            month: 'short',
            hour: '2-digit',
            minute: '2-digit',
          });
          return (
            <li key={run}>
              <time dateTime={instant} title={absoluteTime(instant)}>
                {local}
              </time>
              , {relativeTime(instant, now)}
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** The part that is only seen. */
export function ScheduleChoice(props: {
  id: string;
  value: string;
  onChange: (value: string) => void;
  timezone: string;
  /** Whose minute it is: decides between minutes that are equally free. */
  name: string;
  callsPerRun: number;
  known?: FormOptions | null;
  required?: boolean;
  invalid?: boolean;
  now: number;
}) {
  const { id, value, onChange, timezone, name, known, now } = props;
  const parsed = parseSchedule(value);
  const zone = isTimezone(timezone) ? timezone : 'UTC';
  const byMinute = known?.schedules.byMinute;
  const minute = byMinute && suggestMinute({ byMinute, name });
  const suggested =
    parsed.ok && minute !== undefined ? moveToMinute(value, minute) : undefined;
  return (
    <>
      <div className={styles.row}>
        <TextControl
          id={id}
          value={value}
          onChange={onChange}
          required={props.required}
          invalid={props.invalid || !parsed.ok}
        />
        {suggested && suggested !== value ? (
          <Button variant="secondary" onPress={() => onChange(suggested)}>
            Use minute {String(minute)}
          </Button>
        ) : null}
      </div>
      {parsed.ok ? (
        <Runs schedule={parsed.schedule} timezone={zone} now={now} />
      ) : (
        <FieldNote state="bad">{parsed.problem}</FieldNote>
      )}
      {parsed.ok && known?.quota ? (
        <QuotaBar
          own={runsPerDay(parsed.schedule) * props.callsPerRun}
          quota={known.quota}
        />
      ) : null}
      {byMinute && parsed.ok ? (
        <MinutesInUse byMinute={byMinute} chosen={parsed.schedule.minutes} />
      ) : null}
    </>
  );
}

/** The field `SchedulePicker`. */
export function SchedulePicker(props: FieldProps<string>) {
  const { formData = '', onChange, required } = props;
  const field = useField(props);
  const { options, values } = field;
  const { data } = useFormOptions(field.source);
  const now = useNow();
  return (
    <FieldFrame
      id={field.id}
      controls={field.id}
      title={field.title}
      description={field.description}
      required={required}
    >
      <ScheduleChoice
        id={field.id}
        value={formData}
        onChange={value => onChange(value === '' ? undefined : value)}
        timezone={textIn(values, options.timezoneField ?? 'timezone') ?? 'UTC'}
        name={textIn(values, options.nameField ?? 'name') ?? ''}
        callsPerRun={options.callsPerRun ?? 1}
        known={data}
        required={required}
        invalid={field.invalid}
        now={now}
      />
    </FieldFrame>
  );
}
