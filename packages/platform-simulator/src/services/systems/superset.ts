import { empty, html, json, text } from '../reply';
import type { SystemAnswers } from '../types';

/** Superset: three spellings of "OK" as text, an API that wants a login. */
export const superset: SystemAnswers = {
  name: 'Superset',
  services: /^superset(-web)?$/,
  routes: {
    '/health': () => text('OK'),
    '/healthcheck': () => text('OK'),
    '/ping': () => text('OK'),
    '/': () => empty(302, { location: '/superset/welcome/' }),
    '/login/': () => html('Superset'),
    '/api/v1/*': () => json({ msg: 'Missing Authorization Header' }, 401),
  },
  otherwise: () => html('404: Not found | Superset', 404),
};

/** Flower, the monitor of Superset's Celery workers. */
export const flower: SystemAnswers = {
  name: 'Flower',
  services: /flower$/,
  routes: { '/healthcheck': () => text('OK'), '/': () => html('Flower') },
  otherwise: () => html('404: Not Found', 404),
};
