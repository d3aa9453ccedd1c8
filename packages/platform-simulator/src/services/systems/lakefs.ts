import { empty, html, json, text } from '../reply';
import type { SystemAnswers } from '../types';

/** lakeFS: healthy is 204 with no body, which a check for "200" takes for a failure. */
export const lakefs: SystemAnswers = {
  name: 'lakeFS',
  services: /^lakefs/,
  routes: {
    '/api/v1/healthcheck': () => empty(204),
    '/_health': () => text('alive!'),
    '/api/v1/setup_lakefs': () =>
      json({ state: 'initialized', comm_prefs_missing: false }),
    '/': () => html('lakeFS'),
    '/api/v1/*': () => json({ message: 'error authenticating request' }, 401),
  },
  otherwise: () => json({ message: 'invalid API endpoint' }, 404),
};
