import { Route, Routes } from 'react-router-dom';
import { ClustersPage } from './ClustersPage';
import { DriftPage } from './DriftPage';
import { ManifestsPage } from './ManifestsPage';
import { TelemetryPage } from './TelemetryPage';

/** The pages about what the portal reads, below one address. */
export function ReadersPages() {
  return (
    <Routes>
      <Route path="/" element={<ClustersPage />} />
      <Route path="/manifests" element={<ManifestsPage />} />
      <Route path="/drift" element={<DriftPage />} />
      <Route path="/systems" element={<TelemetryPage />} />
    </Routes>
  );
}
