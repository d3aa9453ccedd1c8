import { askLake } from '../askLake';
import { json } from '../reply';
import type { ServiceCall, SystemAnswers } from '../types';

const error = (message: string, type: string, code: number) =>
  json({ error: { message, type, code, stack: [] } }, code);

const withoutLake = (call: ServiceCall) =>
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
      );

/** The Iceberg REST catalog (the tabulario image). */
export const iceberg: SystemAnswers = {
  name: 'Iceberg REST catalog',
  services: /^iceberg-rest(-catalog)?$/,
  routes: {
    '/v1/config': () => json({ defaults: {}, overrides: {} }),
    '/v1/namespaces': call =>
      askLake('iceberg', call) ??
      json({ namespaces: [['raw'], ['commodities']] }),
  },
  otherwise: call => askLake('iceberg', call) ?? withoutLake(call),
};
