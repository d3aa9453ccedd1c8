import { goNotFound, metrics, text } from '../reply';
import type { SystemAnswers } from '../types';

/** What a service of nobody's profile does: the three checks by habit, metrics, and nothing else. */
export const unknownSoftware: SystemAnswers = {
  name: 'Unknown software',
  services: /./,
  routes: {
    '/healthz': () => text('ok'),
    '/healthy': () => text('ok'),
    '/livez': () => text('ok'),
    '/readyz': () => text('ok'),
    '/metrics': () => metrics(['process_start_time_seconds 1.7612e+09']),
  },
  otherwise: goNotFound,
};
