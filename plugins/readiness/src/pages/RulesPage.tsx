import { Freshness, Panel } from '@254carbon/backstage-plugin-platform-react';
import { ReadinessLink } from '../components/ReadinessLink';
import { ReadinessView } from '../components/ReadinessView';
import { RuleTable } from '../components/RuleTable';
import { useRules } from '../hooks/useReadiness';
import { ReadinessFrame } from './ReadinessFrame';
import styles from './pages.module.css';

/** The rules in force: what each asks, what it weighs, who fails it. */
export function RulesPage() {
  const query = useRules();
  return (
    <ReadinessFrame
      title="Rules of readiness"
      lead="Every rule in force: what it asks for, what it weighs, how the services fare."
      page="/rules"
      loadedAt={query.loadedAt}
    >
      <ReadinessView query={query} what="the rules" rows={10}>
        {({ rules, judgedAt }) => (
          <Panel
            title={`${rules.length} rules in force`}
            actions={
              <ReadinessLink to="/replay">
                What if they were others?
              </ReadinessLink>
            }
          >
            <p className={styles.note}>
              Judged <Freshness at={judgedAt} />.
            </p>
            <RuleTable rules={rules} />
          </Panel>
        )}
      </ReadinessView>
    </ReadinessFrame>
  );
}
