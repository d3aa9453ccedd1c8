import { Panel, QueryView } from '@254carbon/backstage-plugin-platform-react';
import { ClaimsBeside } from '../components/Claims';
import { KpiCounts } from '../components/Kpis';
import { ReadinessLink } from '../components/ReadinessLink';
import { useClaims, useExemptions, useKpis } from '../hooks/useGovernance';
import { READ_PERMISSION } from '../hooks/useReadiness';
import { countInWords } from '../words';

/** What documents said of the whole score, beside the score. */
export function ClaimsPanel() {
  const query = useClaims();
  return (
    <Panel
      title="Claims against measurements"
      actions={<ReadinessLink to="/claims">All claims</ReadinessLink>}
    >
      <QueryView query={query} what="the claims" permission={READ_PERMISSION}>
        {({ documents }) => <ClaimsBeside documents={documents} />}
      </QueryView>
    </Panel>
  );
}

/** How many targets of documents are met, missed and not measured. */
export function KpisPanel() {
  const query = useKpis();
  return (
    <Panel
      title="KPIs"
      actions={<ReadinessLink to="/kpis">All KPIs</ReadinessLink>}
    >
      <QueryView
        query={query}
        what="the KPIs"
        permission={READ_PERMISSION}
        rows={1}
      >
        {({ kpis }) => <KpiCounts kpis={kpis} />}
      </QueryView>
    </Panel>
  );
}

/** How much is set aside, and what waits for a decision. */
export function ExemptionsPanel() {
  const query = useExemptions();
  return (
    <Panel
      title="Exemptions"
      actions={<ReadinessLink to="/exemptions">All exemptions</ReadinessLink>}
    >
      <QueryView
        query={query}
        what="the exemptions"
        permission={READ_PERMISSION}
        rows={1}
      >
        {({ exemptions }) => {
          const waiting = exemptions.filter(
            ({ phase }) => phase === 'requested',
          ).length;
          const inForce = exemptions.filter(
            ({ phase }) => phase === 'in-force',
          );
          const ending = inForce.filter(({ expiresSoon }) => expiresSoon);
          return (
            <p>
              <ReadinessLink to="/exemptions?phase=requested">
                {`${waiting} waiting for approval`}
              </ReadinessLink>
              ,{' '}
              <ReadinessLink to="/exemptions?phase=in-force">
                {`${inForce.length} in force`}
              </ReadinessLink>
              {ending.length > 0 ? (
                <>
                  , of which{' '}
                  <ReadinessLink to="/exemptions?phase=ending">
                    {`${countInWords(ending.length, 'ends', 'end')} soon`}
                  </ReadinessLink>
                </>
              ) : null}
              .
            </p>
          );
        }}
      </QueryView>
    </Panel>
  );
}
