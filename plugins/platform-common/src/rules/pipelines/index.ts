import { Rule } from '../types';
import { dataFresh } from './dataFresh';
import { filesExist } from './filesExist';
import { fitsQuota } from './fitsQuota';
import { lastRunGood } from './lastRunGood';
import { logAgrees } from './logAgrees';
import { retriesSet } from './retriesSet';
import { scheduleOnline } from './scheduleOnline';
import { scheduleValid } from './scheduleValid';
import { sinkExists } from './sinkExists';
import { stepsAct } from './stepsAct';
import { successRate } from './successRate';

/** The rules of pipelines, in the order in which people read them. */
export const PIPELINES_RULES: readonly Rule[] = [
  scheduleValid,
  stepsAct,
  sinkExists,
  filesExist,
  retriesSet,
  fitsQuota,
  scheduleOnline,
  lastRunGood,
  successRate,
  dataFresh,
  logAgrees,
];
