import {
  Announcement,
  EmptyState,
  Panel,
  QueryView,
} from '@254carbon/backstage-plugin-platform-react';
import { useState } from 'react';
import { ExemptionTable } from '../components/Exemptions';
import { useExemptions } from '../hooks/useGovernance';
import { READ_PERMISSION } from '../hooks/useReadiness';
import { countInWords } from '../words';
import { ReadinessFrame } from './ReadinessFrame';
import styles from './pages.module.css';

/** What is set aside, by whom, why and until when; those who may decide do so here. */
export function ExemptionsPage() {
  const query = useExemptions();
  const [said, setSaid] = useState('');
  const report = (sentence: string) => {
    setSaid(sentence);
    query.reload();
  };
  return (
    <ReadinessFrame
      title="Exemptions"
      lead="Rules that are not held against a service for a while: why, who answers for it, what protects it meanwhile, and until when. Somebody else than who asks decides, and every score is shown with and without them."
      page="/exemptions"
      loadedAt={query.loadedAt}
    >
      <Announcement>{said}</Announcement>
      <Panel title="All exemptions">
        {said ? <p className={styles.note}>{said}</p> : null}
        <QueryView
          query={query}
          what="the exemptions"
          permission={READ_PERMISSION}
          rows={8}
        >
          {({ exemptions, warningDays }) =>
            exemptions.length === 0 ? (
              <EmptyState title="Nothing is exempt, and nobody has asked">
                On the Readiness tab of a service, a verdict that does not pass
                offers to request an exemption.
              </EmptyState>
            ) : (
              <>
                <p className={styles.note}>
                  An exemption ends soon when it ends within{' '}
                  {countInWords(warningDays, 'day')}; its owner is told.
                </p>
                <ExemptionTable exemptions={exemptions} onChanged={report} />
              </>
            )
          }
        </QueryView>
      </Panel>
    </ReadinessFrame>
  );
}
