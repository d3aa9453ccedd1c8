import { Route, Routes, useParams } from 'react-router-dom';
import { EmptyState } from '@254carbon/backstage-plugin-platform-react';
import { PlatformPage } from './PlatformPage';
import { RulePage } from './RulePage';
import { RulesPage } from './RulesPage';

function RuleById() {
  const { id = '' } = useParams();
  return <RulePage id={id} />;
}

/** The pages under `/readiness`: the platform, the rules, one rule. */
export function ReadinessPages() {
  return (
    <Routes>
      <Route path="/" element={<PlatformPage />} />
      <Route path="/rules" element={<RulesPage />} />
      <Route path="/rules/:id" element={<RuleById />} />
      <Route
        path="*"
        element={
          <EmptyState title="There is no such page">
            Readiness has a page for the platform and one for its rules.
          </EmptyState>
        }
      />
    </Routes>
  );
}
