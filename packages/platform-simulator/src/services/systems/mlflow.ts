import { html, text } from '../reply';
import type { SystemAnswers } from '../types';

/** MLflow. */
export const mlflow: SystemAnswers = {
  name: 'MLflow',
  services: /^mlflow/,
  routes: {
    '/health': () => text('OK'),
    '/version': () => text('2.9.2'),
    '/': () => html('MLflow'),
  },
  otherwise: () => html('404 Not Found', 404),
};
