import { Route, Routes, useParams } from 'react-router-dom';
import { EmptyState } from '@254carbon/backstage-plugin-platform-react';
import { ChangesPage } from './ChangesPage';
import { ClaimsPage } from './ClaimsPage';
import { EvidencePage } from './EvidencePage';
import { ExemptionsPage } from './ExemptionsPage';
import { KpisPage } from './KpisPage';
import { PlanPage } from './PlanPage';
import { PlatformPage } from './PlatformPage';
import { ReplayPage } from './ReplayPage';
import { RulePage } from './RulePage';
import { RulesPage } from './RulesPage';
import { ScoresPage } from './ScoresPage';

function RuleById() {
  const { id = '' } = useParams();
  return <RulePage id={id} />;
}

/** The pages under `/readiness`. */
export function ReadinessPages() {
  return (
    <Routes>
      <Route path="/" element={<PlatformPage />} />
      <Route path="/plan" element={<PlanPage />} />
      <Route path="/changes" element={<ChangesPage />} />
      <Route path="/scores" element={<ScoresPage />} />
      <Route path="/kpis" element={<KpisPage />} />
      <Route path="/claims" element={<ClaimsPage />} />
      <Route path="/rules" element={<RulesPage />} />
      <Route path="/rules/:id" element={<RuleById />} />
      <Route path="/exemptions" element={<ExemptionsPage />} />
      <Route path="/evidence" element={<EvidencePage />} />
      <Route path="/replay" element={<ReplayPage />} />
      <Route
        path="*"
        element={
          <EmptyState title="There is no such page">
            Readiness has pages for the platform, its plan, its changes, scores,
            KPIs, claims, rules, exemptions and proofs.
          </EmptyState>
        }
      />
    </Routes>
  );
}
