import { goNotFound, json, metrics, text } from '../reply';
import type { SystemAnswers } from '../types';

/** cloudflared: four connections a replica; zero would be 503 with the same shape. */
export const cloudflared: SystemAnswers = {
  name: 'cloudflared',
  services: /^cloudflared/,
  routes: {
    '/ready': () =>
      json({
        status: 200,
        readyConnections: 4,
        connectorId: '6f1c1c0e-2f6b-4f0e-9a4e-254ca4b0f001',
      }),
    '/healthcheck': () => text('OK\n'),
    '/metrics': call =>
      metrics([
        '# TYPE cloudflared_tunnel_ha_connections gauge',
        'cloudflared_tunnel_ha_connections 4',
        `cloudflared_tunnel_total_requests ${
          Math.floor(call.now / 30000) % 1000000
        }`,
      ]),
  },
  otherwise: goNotFound,
};
