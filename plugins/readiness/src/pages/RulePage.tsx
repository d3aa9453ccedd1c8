import {
  CATEGORY_TITLES,
  RuleReport,
} from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  Freshness,
  Panel,
} from '@254carbon/backstage-plugin-platform-react';
import { ReadinessView } from '../components/ReadinessView';
import { Remedy } from '../components/Remedy';
import { ServiceLink } from '../components/ServiceLink';
import { VerdictList } from '../components/VerdictList';
import { useRule } from '../hooks/useReadiness';
import { levelInWords } from '../words';
import { PageFrame } from './PageFrame';
import styles from './PageFrame.module.css';

function Rule(props: { report: RuleReport }) {
  const { rule, counts, verdicts, judgedAt } = props.report;
  return (
    <div className={styles.stack}>
      <Panel title={rule.title}>
        <p>{rule.why}</p>
        <p className={styles.note}>
          {CATEGORY_TITLES[rule.category].title}, level{' '}
          {levelInWords(rule.level)}, weight {rule.weight}. About:{' '}
          {rule.appliesTo}. It sees the facts {rule.facts.join(', ')} and no
          others.
        </p>
        <p>
          <strong>How to mend: </strong>
          <Remedy remedy={rule.remedy} />
        </p>
      </Panel>
      <Panel title="Who fails, and who does not">
        <p className={styles.note}>
          {counts.fail} fail, {counts.unknown} unknown, {counts.pass} pass;{' '}
          {counts.notApplicable} services that it is not about are left out.
          Judged <Freshness at={judgedAt} />.
        </p>
        {verdicts.length === 0 ? (
          <EmptyState title="It is about no service at present" />
        ) : (
          <VerdictList
            verdicts={verdicts.map(
              ({ serviceId, title, entityRef, verdict }) => ({
                key: serviceId,
                name: title,
                more: (
                  <ServiceLink
                    entityRef={entityRef}
                    title={`All verdicts about ${title}`}
                  />
                ),
                verdict,
              }),
            )}
          />
        )}
      </Panel>
    </div>
  );
}

/** One rule: what it asks, why it matters, who fails, how to mend. */
export function RulePage(props: { id: string }) {
  const query = useRule(props.id);
  return (
    <PageFrame title="Rule of readiness" page="rules">
      <ReadinessView
        query={query}
        what="the rule"
        missing="There is no such rule"
        rows={10}
      >
        {report => <Rule report={report} />}
      </ReadinessView>
    </PageFrame>
  );
}
