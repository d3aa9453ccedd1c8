import { EmptyState } from '@254carbon/backstage-plugin-platform-react';
import { Route, Routes } from 'react-router-dom';
import { ClustersPage } from './ClustersPage';
import { DriftPage } from './DriftPage';
import { ManifestsPage } from './ManifestsPage';
import { ReadersFrame } from './ReadersFrame';
import { TelemetryPage } from './TelemetryPage';

function NoSuchReadersPage() {
  return (
    <ReadersFrame>
      <EmptyState title="There is no such page">
        Nothing about the readers has this address; the pages that there are
        stand above.
      </EmptyState>
    </ReadersFrame>
  );
}

/** The pages about what the portal reads, below one address. */
export function ReadersPages() {
  return (
    <Routes>
      <Route path="/" element={<ClustersPage />} />
      <Route path="/manifests" element={<ManifestsPage />} />
      <Route path="/drift" element={<DriftPage />} />
      <Route path="/systems" element={<TelemetryPage />} />
      <Route path="*" element={<NoSuchReadersPage />} />
    </Routes>
  );
}
