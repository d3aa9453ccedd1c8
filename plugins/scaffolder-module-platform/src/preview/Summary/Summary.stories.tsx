import { PREVIEW } from '../../__testUtils__/previewSamples';
import { Summary } from './Summary';

export default { title: 'scaffolder/Summary', component: Summary };

/** With a schedule and a quota. */
export const Scheduled = { render: () => <Summary preview={PREVIEW} /> };
/** Without either. */
export const Plain = {
  render: () => (
    <Summary
      preview={{
        ...PREVIEW,
        nextRuns: [],
        callsPerDay: undefined,
        diff: { ...PREVIEW.diff, target: 'none', reason: 'Every file is new.' },
      }}
    />
  ),
};
