import { json } from '../reply';
import type { SystemAnswers } from '../types';

const error = (message: string, type: string, code: number) =>
  json({ error: { message, type, code, stack: [] } }, code);

/** The Iceberg REST catalog (the tabulario image). */
export const iceberg: SystemAnswers = {
  name: 'Iceberg REST catalog',
  services: /^iceberg-rest(-catalog)?$/,
  routes: {
    '/v1/config': () => json({ defaults: {}, overrides: {} }),
    '/v1/namespaces': () => json({ namespaces: [['raw'], ['commodities']] }),
  },
  otherwise: call =>
    call.path.startsWith('/v1/namespaces/')
      ? error(
          `Namespace does not exist: ${call.path.split('/')[3]}`,
          'NoSuchNamespaceException',
          404,
        )
      : error(
          `No route for request: ${call.method} ${call.path.slice(1)}`,
          'BadRequestException',
          400,
        ),
};
