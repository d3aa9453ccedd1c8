import { Rule } from '../types';
import { alertCanFire } from './alertCanFire';
import { alertEvaluates } from './alertEvaluates';
import { alertExists } from './alertExists';
import { alertInTime } from './alertInTime';
import { alertLoaded } from './alertLoaded';
import { alertRoutesEnd } from './alertRoutesEnd';
import { alertRunbookNamed } from './alertRunbookNamed';
import { alertRunbookResolves } from './alertRunbookResolves';
import { dashboardExists } from './dashboardExists';
import { dashboardHasData } from './dashboardHasData';
import { dashboardPanelsExist } from './dashboardPanelsExist';
import { dashboardShowsTitle } from './dashboardShowsTitle';
import { dashboardUidUnique } from './dashboardUidUnique';
import { datasourcesAnswer } from './datasourcesAnswer';
import { logsArrive } from './logsArrive';
import { metricsScraped } from './metricsScraped';
import { scrapeConfigMatches } from './scrapeConfigMatches';

/** The rules of observability, in the order in which people read them. */
export const OBSERVABILITY_RULES: readonly Rule[] = [
  metricsScraped,
  scrapeConfigMatches,
  dashboardExists,
  dashboardHasData,
  dashboardUidUnique,
  dashboardPanelsExist,
  dashboardShowsTitle,
  alertExists,
  alertCanFire,
  alertLoaded,
  alertEvaluates,
  alertInTime,
  alertRunbookNamed,
  alertRunbookResolves,
  logsArrive,
  datasourcesAnswer,
  alertRoutesEnd,
];
