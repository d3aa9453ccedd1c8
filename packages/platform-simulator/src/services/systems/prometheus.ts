import { goNotFound, text } from '../reply';
import type { SystemAnswers } from '../types';

/** Prometheus and Alertmanager name themselves in their answers. */
export const prometheus: SystemAnswers = {
  name: 'Prometheus',
  services: /^prometheus/,
  routes: {
    '/-/healthy': () => text('Prometheus Server is Healthy.\n'),
    '/-/ready': () => text('Prometheus Server is Ready.\n'),
  },
  otherwise: goNotFound,
};

/** Alertmanager. */
export const alertmanager: SystemAnswers = {
  name: 'Alertmanager',
  services: /^alertmanager/,
  routes: { '/-/healthy': () => text('OK'), '/-/ready': () => text('OK') },
  otherwise: goNotFound,
};
