import { html, json, text } from '../reply';
import type { ServiceCall, SystemAnswers } from '../types';

const components = [
  'core',
  'database',
  'jobservice',
  'portal',
  'redis',
  'registry',
  'trivy',
];

/** Always 200: the document tells which component is ill. */
function health(call: ServiceCall): Response {
  const told = components.map(name => {
    const { ready, exists } = call.state.readyPods(
      call.target.namespace,
      `harbor-${name}`,
    );
    return exists && ready === 0
      ? {
          name,
          status: 'unhealthy',
          error: `failed to check health of ${name}`,
        }
      : { name, status: 'healthy' };
  });
  const healthy = told.every(component => component.status === 'healthy');
  return json({ components: told, status: healthy ? 'healthy' : 'unhealthy' });
}

/** Harbor's core. */
export const harbor: SystemAnswers = {
  name: 'Harbor',
  services: /^harbor(-core)?$/,
  routes: {
    '/api/v2.0/health': health,
    '/api/v2.0/ping': () => text('Pong'),
    '/v2/': () =>
      json(
        { errors: [{ code: 'UNAUTHORIZED', message: 'unauthorized' }] },
        401,
      ),
  },
  otherwise: () =>
    json(
      { errors: [{ code: 'NOT_FOUND', message: 'path was not found' }] },
      404,
    ),
};

/** Harbor's pages. */
export const harborPortal: SystemAnswers = {
  name: 'Harbor portal',
  services: /^harbor-portal$/,
  routes: { '/': () => html('Harbor') },
  otherwise: () => html('Harbor'),
};
