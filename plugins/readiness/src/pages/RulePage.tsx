import {
  CATEGORY_TITLES,
  RuleInfo,
  RuleReport,
} from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  Freshness,
  Panel,
} from '@254carbon/backstage-plugin-platform-react';
import { ReadinessLink } from '../components/ReadinessLink';
import { ReadinessView } from '../components/ReadinessView';
import { Remedy } from '../components/Remedy';
import { ServiceLink } from '../components/ServiceLink';
import { VerdictHistory } from '../components/VerdictHistory';
import { VerdictList } from '../components/VerdictList';
import { useRule } from '../hooks/useReadiness';
import { countInWords, levelInWords } from '../words';
import { ReadinessFrame } from './ReadinessFrame';
import styles from './pages.module.css';

function What(props: { rule: RuleInfo }) {
  const { rule } = props;
  return (
    <Panel title="What it asks, and why">
      <p>{rule.why}</p>
      <dl className={styles.facts}>
        <dt>Category</dt>
        <dd>{CATEGORY_TITLES[rule.category].title}</dd>
        <dt>Level</dt>
        <dd>{levelInWords(rule.level)}</dd>
        <dt>Weight</dt>
        <dd>
          {countInWords(rule.weight, 'point')} of every service it is about
        </dd>
        <dt>Version</dt>
        <dd>{rule.version}, raised when what it asks for changes</dd>
        <dt>About</dt>
        <dd>{rule.appliesTo}</dd>
        <dt>It sees</dt>
        <dd>the facts {rule.facts.join(', ')} and no others</dd>
        <dt>Proved by</dt>
        <dd>
          {rule.acceptsEvidence
            ? 'objects, or by people who record a proof'
            : 'objects only'}
        </dd>
        <dt>How to mend</dt>
        <dd>
          <Remedy remedy={rule.remedy} />
        </dd>
      </dl>
    </Panel>
  );
}

function Rule(props: { report: RuleReport }) {
  const { rule, counts, verdicts, judgedAt } = props.report;
  const titles = new Map(
    verdicts.map(({ serviceId, title }) => [serviceId, title]),
  );
  return (
    <div className={styles.stack}>
      <What rule={rule} />
      <Panel
        title="Who fails, and who does not"
        actions={
          <ReadinessLink to={`/exemptions?q=${encodeURIComponent(rule.title)}`}>
            Exemptions from it
          </ReadinessLink>
        }
      >
        <p className={styles.note}>
          {counts.fail} fail, {counts.unknown} unknown, {counts.exempt} set
          aside, {counts.pass} pass; {counts.notApplicable} services that it is
          not about are left out. Judged <Freshness at={judgedAt} />.
        </p>
        {verdicts.length === 0 ? (
          <EmptyState title="It is about no service at present" />
        ) : (
          <VerdictList
            placeholder="Service, object or reason"
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
      <Panel title="Its history">
        <VerdictHistory
          about={{ rule: rule.id }}
          nameOf={id => titles.get(id) ?? id}
          title="What it said before, service by service"
        />
      </Panel>
    </div>
  );
}

/** One rule: what it asks, why it matters, who fails, how to mend, what it said before. */
export function RulePage(props: { id: string }) {
  const query = useRule(props.id);
  return (
    <ReadinessFrame
      title={
        query.data?.state === 'judged'
          ? query.data.rule.title
          : 'Rule of readiness'
      }
      page="/rules"
      loadedAt={query.loadedAt}
    >
      <ReadinessView
        query={query}
        what="the rule"
        missing="There is no such rule"
        rows={10}
      >
        {report => <Rule report={report} />}
      </ReadinessView>
    </ReadinessFrame>
  );
}
