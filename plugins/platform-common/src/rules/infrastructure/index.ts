import { Rule } from '../types';
import { imagePinned } from './imagePinned';
import { imagePullable } from './imagePullable';
import { kubernetesSupported } from './kubernetesSupported';
import { metricsApiAnswers } from './metricsApiAnswers';
import { nodesEnough } from './nodesEnough';
import { nodesReady } from './nodesReady';
import { podsScheduled } from './podsScheduled';
import { quotaHeadroom } from './quotaHeadroom';
import { requestsAndLimits } from './requestsAndLimits';
import { volumesBound } from './volumesBound';
import { volumesNotFilling } from './volumesNotFilling';

/** The rules of infrastructure, in the order in which people read them. */
export const INFRASTRUCTURE_RULES: readonly Rule[] = [
  nodesReady,
  nodesEnough,
  volumesBound,
  volumesNotFilling,
  quotaHeadroom,
  requestsAndLimits,
  imagePinned,
  imagePullable,
  podsScheduled,
  metricsApiAnswers,
  kubernetesSupported,
];
