import { KpiReading } from '@254carbon/backstage-plugin-platform-common';
import { StateIcon } from '@254carbon/backstage-plugin-platform-react';
import { ReadinessLink } from '../ReadinessLink';
import { KPI_STATES } from './kpiQuestions';
import styles from './Kpis.module.css';

/** How many KPIs are missed, unmeasured and met, and over how many documents disagree; each count leads to them. */
export function KpiCounts(props: { kpis: readonly KpiReading[] }) {
  const { kpis } = props;
  const conflicts = kpis.filter(({ conflict }) => conflict).length;
  return (
    <ul className={styles.counts} aria-label="KPIs by standing">
      {KPI_STATES.map(({ value, label, state }) => (
        <li key={value}>
          <StateIcon state={state} />{' '}
          <ReadinessLink to={`/kpis?state=${value}`}>
            {`${
              kpis.filter(kpi => kpi.state === value).length
            } ${label.toLowerCase()}`}
          </ReadinessLink>
        </li>
      ))}
      <li>
        <StateIcon state="degraded" />{' '}
        <ReadinessLink to="/kpis?conflict=yes">
          {`${conflicts} with conflicting targets`}
        </ReadinessLink>
      </li>
    </ul>
  );
}
