import { ScoreSummary } from '.';
import { JUDGED_AT, overview } from '../../__testUtils__/report';

export default { title: 'Readiness/ScoreSummary', component: ScoreSummary };

const shown = {
  label: 'Readiness of the platform',
  judgedAt: JUDGED_AT,
  from: '10 rules over 3 services',
};
const score = overview();

export const NothingSetAside = {
  render: () => <ScoreSummary {...shown} score={score} />,
};
export const WithExemptionsAndCaps = {
  render: () => (
    <ScoreSummary
      {...shown}
      setAside={1}
      score={{
        points: { low: 60, high: 72, known: 88, of: 100 },
        plain: { low: 60, high: 72, known: 88, of: 120 },
        counts: { pass: 6, fail: 2, unknown: 1, notApplicable: 1, exempt: 2 },
        caps: [
          {
            capId: 'no-restore-proved',
            category: 'backup',
            title: 'No restore proved in 90 days: Backup at most 60 %',
            services: 2,
            lostLow: 8,
            lostHigh: 8,
          },
        ],
      }}
    />
  ),
};
export const NothingApplies = {
  render: () => (
    <ScoreSummary
      {...shown}
      score={{
        points: { low: 0, high: 0, known: 0, of: 0 },
        plain: { low: 0, high: 0, known: 0, of: 0 },
        counts: { pass: 0, fail: 0, unknown: 0, notApplicable: 9, exempt: 0 },
        caps: [],
      }}
    />
  ),
};
