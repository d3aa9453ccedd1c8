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
import { ReadinessFrame } from './ReadinessFrame';
import { RulePage } from './RulePage';
import { RulesPage } from './RulesPage';
import { ScoresPage } from './ScoresPage';

function RuleById() {
  const { id = '' } = useParams();
  return <RulePage id={id} />;
}

function NoSuchPage() {
  return (
    <ReadinessFrame title="There is no such page">
      <EmptyState title="Nothing of readiness has this address">
        The pages that there are stand above.
      </EmptyState>
    </ReadinessFrame>
  );
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
      <Route path="*" element={<NoSuchPage />} />
    </Routes>
  );
}
