import { kubernetesStatus } from '../reply';
import type { SystemAnswers } from '../types';

/** Databases, caches and brokers: HTTP to them ends in the API server's own 503, because nobody there speaks it. */
export const withoutHttp: SystemAnswers = {
  name: 'A protocol other than HTTP',
  services:
    /postgres|^harbor-(database|redis)$|^redis(-|$)|^zookeeper|kafka-(bootstrap|brokers)$/,
  routes: {},
  otherwise: () =>
    kubernetesStatus(
      503,
      'ServiceUnavailable',
      'error trying to reach service: EOF',
    ),
};
