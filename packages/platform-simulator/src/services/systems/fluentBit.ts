import { empty, json, metrics, text } from '../reply';
import type { SystemAnswers } from '../types';

/** Fluent Bit with `Health_Check On`. */
export const fluentBit: SystemAnswers = {
  name: 'Fluent Bit',
  services: /^fluent-bit/,
  routes: {
    '/': () =>
      json({ 'fluent-bit': { version: '2.2.0', edition: 'Community' } }),
    '/api/v1/health': () => text('ok\n'),
    '/api/v1/uptime': call => {
      const seconds = Math.floor(call.now / 1000) % 432000;
      return json({
        uptime_sec: seconds,
        uptime_hr: `Fluent Bit has been running: ${Math.floor(
          seconds / 3600,
        )} hours`,
      });
    },
    '/api/v1/metrics/prometheus': () =>
      metrics(['fluentbit_output_errors_total{name="loki.0"} 0']),
  },
  otherwise: () => empty(404),
};
