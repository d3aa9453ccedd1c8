import {
  Announcement,
  EmptyState,
  Panel,
  QueryView,
} from '@254carbon/backstage-plugin-platform-react';
import { useState } from 'react';
import { EvidenceTable } from '../components/Evidence';
import { RuleLink } from '../components/RuleLink';
import { useEvidence } from '../hooks/useGovernance';
import { READ_PERMISSION } from '../hooks/useReadiness';
import { ReadinessFrame } from './ReadinessFrame';
import styles from './pages.module.css';

function Provable(props: { rules: readonly { id: string; title: string }[] }) {
  const { rules } = props;
  if (rules.length === 0) return null;
  return (
    <p className={styles.note}>
      People can prove:{' '}
      {rules.map(({ id, title }, i) => (
        <span key={id}>
          {i > 0 ? ', ' : ''}
          <RuleLink ruleId={id} title={title} />
        </span>
      ))}
      .
    </p>
  );
}

/** What people proved by hand because objects cannot show it: restore drills, audits; each with its proof and its end. */
export function EvidencePage() {
  const query = useEvidence();
  const [said, setSaid] = useState('');
  const report = (sentence: string) => {
    setSaid(sentence);
    query.reload();
  };
  return (
    <ReadinessFrame
      title="Proved by people"
      lead="What objects cannot show: that a restore was tried, that an audit was passed. Each stands under the name of who recorded it, with a proof, and ends by itself."
      page="/evidence"
      loadedAt={query.loadedAt}
    >
      <Announcement>{said}</Announcement>
      <Panel title="Proofs">
        <QueryView
          query={query}
          what="what people proved"
          permission={READ_PERMISSION}
          rows={8}
        >
          {({ evidence, rules }) => (
            <>
              <Provable rules={rules} />
              {evidence.length === 0 ? (
                <EmptyState title="Nobody has recorded a proof yet">
                  On the Readiness tab of a service, the verdict of such a rule
                  offers to record one.
                </EmptyState>
              ) : (
                <EvidenceTable evidence={evidence} onChanged={report} />
              )}
            </>
          )}
        </QueryView>
      </Panel>
    </ReadinessFrame>
  );
}
