import { httpProbe, judgeText } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** MLflow: records experiments and keeps models. */
export const mlflow: Profile = {
  id: 'mlflow',
  title: 'MLflow',
  description: 'Records experiments and keeps models.',
  kind: 'Component',
  type: 'service',
  system: 'machine-learning',
  recognise: [
    named(/^mlflow(-server|-tracking)?$/),
    image(/(^|\/)mlflow$/),
    chart(/^mlflow$/),
  ],
  probe: httpProbe({
    port: 5000,
    path: '/health',
    good: '200 with the text OK',
    judge: judgeText(/^OK\s*$/i),
  }),
  dependsOn: ['postgresql', 'minio'],
  owner: 'group:default/analytics',
  docsUrl: 'https://mlflow.org/docs/latest/',
};
