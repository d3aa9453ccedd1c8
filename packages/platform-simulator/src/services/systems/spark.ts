import { goNotFound, html, json, text } from '../reply';
import type { SystemAnswers } from '../types';

/** The history server's REST API lives under `/api/v1`; its error page is Jetty's. */
export const sparkHistory: SystemAnswers = {
  name: 'Spark History Server',
  services: /^spark-history/,
  routes: {
    '/api/v1/version': () => json({ spark: '3.5.0' }),
    '/api/v1/applications': () => json([]),
    '/': () => html('History Server'),
  },
  otherwise: () => html('Error 404 Not Found', 404),
};

/** The operator: controller-runtime's two checks. */
export const sparkOperator: SystemAnswers = {
  name: 'Spark Operator',
  services: /^spark-operator/,
  routes: { '/healthz': () => text('ok'), '/readyz': () => text('ok') },
  otherwise: goNotFound,
};
