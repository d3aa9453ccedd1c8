import { html, json } from '../reply';
import type { SystemAnswers } from '../types';

/** Grafana: the database's state in the health answer; the API wants a login. */
export const grafana: SystemAnswers = {
  name: 'Grafana',
  services: /^grafana/,
  routes: {
    '/api/health': () =>
      json({ commit: '895fbafb7a', database: 'ok', version: '10.2.0' }),
    '/healthz': () => html('Ok'),
    '/login': () => html('Grafana'),
    '/api/*': () => json({ message: 'Unauthorized' }, 401),
  },
  otherwise: () => html('Grafana', 404),
};
