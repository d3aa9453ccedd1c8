import { NotImplementedError } from '@backstage/errors';
import { readinessHistoryRoutes } from '@254carbon/backstage-plugin-platform-common';

type Name = keyof typeof readinessHistoryRoutes;

/** Handlers of the routes about what is remembered. */
export function createHistoryHandlers(): Record<Name, () => Promise<never>> {
  const refuse = async () => {
    throw new NotImplementedError(
      'Only the newest report is remembered by this version of the portal.',
    );
  };
  return {
    listScores: refuse,
    getHistory: refuse,
    explainChange: refuse,
    listVerdicts: refuse,
    replay: refuse,
    getPlan: refuse,
  };
}
