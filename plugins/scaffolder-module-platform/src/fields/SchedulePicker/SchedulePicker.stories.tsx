import { ScheduleChoice } from './SchedulePicker';
import { OPTIONS } from '../../__testUtils__/formSamples';

export default { title: 'scaffolder/SchedulePicker' };

const show = (value: string, timezone = 'America/New_York') => (
  <>
    <label htmlFor="root_schedule">Schedule</label>
    <ScheduleChoice
      id="root_schedule"
      value={value}
      onChange={() => undefined}
      timezone={timezone}
      name="eia-wti"
      callsPerRun={1}
      known={OPTIONS}
      now={Date.parse('2026-11-21T12:00:00Z')}
    />
  </>
);

/** Five runs, within the quota. */
export const Daily = { render: () => show('0 6 * * 1-5') };
/** More than the source allows. */
export const TooOften = { render: () => show('*/10 * * * *') };
/** What Quartz cannot say. */
export const BothDays = { render: () => show('0 6 1 * 1') };
/** A day that never comes. */
export const Never = { render: () => show('0 6 31 2 *') };
