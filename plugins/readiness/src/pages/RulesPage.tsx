import { Freshness, Panel } from '@254carbon/backstage-plugin-platform-react';
import { ReadinessView } from '../components/ReadinessView';
import { RuleTable } from '../components/RuleTable';
import { useRules } from '../hooks/useReadiness';
import { PageFrame } from './PageFrame';
import styles from './PageFrame.module.css';

/** The rules in force: what each asks, what it weighs, who fails it. */
export function RulesPage() {
  const query = useRules();
  return (
    <PageFrame title="Rules of readiness" page="rules">
      <ReadinessView query={query} what="the rules" rows={10}>
        {({ rules, judgedAt }) => (
          <Panel title={`${rules.length} rules in force`}>
            <p className={styles.note}>
              Judged <Freshness at={judgedAt} />.
            </p>
            <RuleTable rules={rules} />
          </Panel>
        )}
      </ReadinessView>
    </PageFrame>
  );
}
