import { useEntity } from '@backstage/plugin-catalog-react';
import {
  percentOf,
  ServiceReadiness,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Freshness,
  Panel,
  ScoreRange,
  StaleNotice,
} from '@254carbon/backstage-plugin-platform-react';
import { CategoryBars } from '../components/CategoryBars';
import { HowComputed } from '../components/HowComputed';
import { ReadinessView } from '../components/ReadinessView';
import { RuleLink } from '../components/RuleLink';
import { VerdictList } from '../components/VerdictList';
import { useServiceReadiness } from '../hooks/useReadiness';
import { serviceIdOf } from '../isJudged';
import { levelInWords } from '../words';
import styles from '../pages/PageFrame.module.css';

function Verdicts(props: { readiness: ServiceReadiness }) {
  const { report, rules } = props.readiness;
  const byId = new Map(rules.map(rule => [rule.id, rule]));
  return (
    <VerdictList
      verdicts={report.verdicts.map(verdict => {
        const rule = byId.get(verdict.ruleId);
        return {
          key: verdict.ruleId,
          name: rule?.title ?? verdict.ruleId,
          more: rule ? (
            <>
              {rule.why} Weight {rule.weight}, level {levelInWords(rule.level)}.{' '}
              <RuleLink ruleId={rule.id} title="About this rule" />
            </>
          ) : undefined,
          verdict,
        };
      })}
    />
  );
}

function Service(props: { readiness: ServiceReadiness }) {
  const { report, judgedAt, overdue, caveats, rules } = props.readiness;
  return (
    <div className={styles.stack}>
      {overdue ? (
        <StaleNotice
          since={judgedAt}
          reason="It should have been judged again by now."
        />
      ) : null}
      {caveats.map(caveat => (
        <StaleNotice key={caveat} reason={caveat} />
      ))}
      <div className={styles.pair}>
        <Panel title="Score">
          <ScoreRange
            label={`Readiness of ${report.title}`}
            size="large"
            score={percentOf(report.points)}
          />
          <p>
            Level: <strong>{levelInWords(report.level)}</strong>. Judged{' '}
            <Freshness at={judgedAt} />.
          </p>
          <HowComputed
            points={report.points}
            judgedAt={judgedAt}
            from={`${rules.length} rules over this service`}
          />
        </Panel>
        <Panel title="Categories">
          <CategoryBars categories={report.categories} />
        </Panel>
      </div>
      <Panel title="Verdicts and their evidence">
        <Verdicts readiness={props.readiness} />
      </Panel>
    </div>
  );
}

/** The Readiness tab of a service: its score, and every verdict with its evidence. */
export function ServiceReadinessContent() {
  const { entity } = useEntity();
  const query = useServiceReadiness(serviceIdOf(entity));
  return (
    <ReadinessView
      query={query}
      what="the readiness of this service"
      missing="This service is not judged"
      rows={10}
    >
      {readiness => <Service readiness={readiness} />}
    </ReadinessView>
  );
}
