import { Rule } from '../types';
import { autoscalerMetrics } from './autoscalerMetrics';
import { autoscalerNotFought } from './autoscalerNotFought';
import { autoscalerTarget } from './autoscalerTarget';
import { budgetSelectsPods } from './budgetSelectsPods';
import { cronJobsSucceed } from './cronJobsSucceed';
import { disruptionBudget } from './disruptionBudget';
import { healthEndpointGood } from './healthEndpointGood';
import { jobsFinish } from './jobsFinish';
import { noCrashLoops } from './noCrashLoops';
import { noMemoryKills } from './noMemoryKills';
import { noSinglePoint } from './noSinglePoint';
import { probesSet } from './probesSet';
import { referencesExist } from './referencesExist';
import { replicasEnough } from './replicasEnough';
import { rolloutFinished } from './rolloutFinished';
import { serviceHasEndpoints } from './serviceHasEndpoints';
import { sidecarsLetJobsEnd } from './sidecarsLetJobsEnd';
import { spreadOverNodes } from './spreadOverNodes';
import { workloadAvailable } from './workloadAvailable';

/** The rules of availability, in the order in which people read them. */
export const AVAILABILITY_RULES: readonly Rule[] = [
  workloadAvailable,
  noCrashLoops,
  noMemoryKills,
  rolloutFinished,
  replicasEnough,
  disruptionBudget,
  budgetSelectsPods,
  autoscalerTarget,
  autoscalerMetrics,
  autoscalerNotFought,
  spreadOverNodes,
  probesSet,
  serviceHasEndpoints,
  healthEndpointGood,
  jobsFinish,
  cronJobsSucceed,
  sidecarsLetJobsEnd,
  noSinglePoint,
  referencesExist,
];
