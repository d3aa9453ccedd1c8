import { useState } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  ServiceReadiness,
  ServiceReport,
} from '@254carbon/backstage-plugin-platform-common';
import {
  absoluteTime,
  Announcement,
  Panel,
  Person,
  StateIcon,
  UpdatesSwitch,
} from '@254carbon/backstage-plugin-platform-react';
import { CategoryBars } from '../components/CategoryBars';
import { ReadinessLink } from '../components/ReadinessLink';
import { ReadinessView } from '../components/ReadinessView';
import { ServiceSayings } from './ServiceSayings';
import { ServiceVerdicts } from './ServiceVerdicts';
import { useExemptions } from '../hooks/useGovernance';
import { useNextJudgement } from '../hooks/useNextJudgement';
import { useServiceReadiness } from '../hooks/useReadiness';
import { serviceIdOf } from '../isJudged';
import { ChangePanel } from '../panels/ChangePanel';
import { Notices } from '../panels/Notices';
import { ScorePanel } from '../panels/ScorePanel';
import { TrendPanel } from '../panels/TrendPanel';
import { queryOf, Scope } from '../scope';
import { countInWords, levelInWords } from '../words';
import styles from '../pages/pages.module.css';

const NEXT = { none: 'bronze', bronze: 'silver', silver: 'gold' } as const;

function Level(props: { report: ServiceReport; of: Scope }) {
  const { level, plainLevel } = props.report;
  const next = level && level !== 'gold' ? NEXT[level] : undefined;
  return (
    <Panel title="Level">
      <p>
        <span className={styles.figure}>{levelInWords(level)}</span>
        {plainLevel && plainLevel !== level
          ? ` (with nothing set aside: ${levelInWords(plainLevel)})`
          : ''}
      </p>
      {next ? (
        <ReadinessLink to={`/plan${queryOf(props.of, { target: next })}`}>
          {`What is missing for ${levelInWords(next)}`}
        </ReadinessLink>
      ) : null}
      <p className={styles.note}>
        A level is reached when every rule of it and of the levels below passes
        for certain, or is set aside.
      </p>
    </Panel>
  );
}

function ExpectedDown(props: { report: ServiceReport }) {
  const { expectedDown } = props.report;
  if (!expectedDown) return null;
  const { reason, owner, until } = expectedDown;
  return (
    <p className={styles.banner} role="status">
      <StateIcon state="expected-down" />
      <span>
        <strong>Expected down</strong> until {absoluteTime(until)}: {reason} (
        <Person entityRef={owner} /> answers for it). Its points are set aside;
        with nothing set aside they count.
      </span>
    </p>
  );
}

function Service(props: {
  readiness: ServiceReadiness;
  onChanged: () => void;
}) {
  const { readiness, onChanged } = props;
  const { report, rules } = readiness;
  const of: Scope = { scope: 'service', id: report.serviceId };
  const label = `Readiness of ${report.title}`;
  const exemptions = useExemptions({ service: report.serviceId });
  const [said, setSaid] = useState('');
  const changed = (sentence: string) => {
    setSaid(sentence);
    exemptions.reload();
    onChanged();
  };
  return (
    <div className={styles.stack}>
      <Announcement>{said}</Announcement>
      <Notices {...readiness} />
      <ExpectedDown report={report} />
      <div className={styles.pair}>
        <div className={styles.column}>
          <ScorePanel
            title="Score"
            label={label}
            score={report}
            judgedAt={readiness.judgedAt}
            from={`${countInWords(rules.length, 'rule')} over this service`}
          />
          <Level report={report} of={of} />
          <ChangePanel of={of} />
        </div>
        <Panel title="Categories">
          <CategoryBars categories={report.categories} caps={report.caps} />
        </Panel>
      </div>
      <Panel title="Verdicts and their evidence">
        {said ? <p className={styles.note}>{said}</p> : null}
        <ServiceVerdicts
          readiness={readiness}
          exemptions={exemptions.data?.exemptions ?? []}
          onChanged={changed}
        />
      </Panel>
      <ServiceSayings
        serviceId={report.serviceId}
        exemptions={exemptions}
        onChanged={changed}
      />
      <TrendPanel of={of} label={label} />
    </div>
  );
}

/** The Readiness tab of a service: its score, and every verdict with its evidence and what can be said about it. */
export function ServiceReadinessContent() {
  const { entity } = useEntity();
  const query = useServiceReadiness(serviceIdOf(entity));
  const { data, reload } = query;
  const follow = useNextJudgement(
    data?.state === 'judged' ? data.judgedAt : undefined,
    reload,
  );
  return (
    <>
      <div className={styles.bar}>
        <UpdatesSwitch loadedAt={query.loadedAt} />
      </div>
      <ReadinessView
        query={query}
        what="the readiness of this service"
        missing="This service is not judged"
        rows={10}
      >
        {readiness => <Service readiness={readiness} onChanged={follow} />}
      </ReadinessView>
    </>
  );
}
