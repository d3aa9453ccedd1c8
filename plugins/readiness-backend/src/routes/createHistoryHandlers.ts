import { RouteContext } from './context';
import { explainScoreChange } from './explainScoreChange';
import { getHistory } from './getHistory';
import { getPlan } from './getPlan';
import { listScores } from './listScores';
import { listVerdicts } from './listVerdicts';
import { replayFacts } from './replayFacts';

/** Handlers of the routes about what is remembered. */
export function createHistoryHandlers(context: RouteContext) {
  return {
    listScores: listScores(context),
    getHistory: getHistory(context),
    explainChange: explainScoreChange(context),
    listVerdicts: listVerdicts(context),
    replay: replayFacts(context),
    getPlan: getPlan(context),
  };
}
