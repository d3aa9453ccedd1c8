import { httpProbe, judgeJson } from '../httpProbe';
import { healthy } from '../judgements';
import { chart, image } from '../recognisers';
import { Profile } from '../types';

/** Kubeflow Pipelines: runs machine learning pipelines. */
export const kubeflowPipelines: Profile = {
  id: 'kubeflow-pipelines',
  title: 'Kubeflow Pipelines',
  description: 'Runs machine learning pipelines.',
  kind: 'Component',
  type: 'service',
  system: 'machine-learning',
  recognise: [
    {
      labels: {
        'app.kubernetes.io/part-of': /^(kubeflow|kubeflow-pipelines)$/,
      },
    },
    {
      labels: {
        app: /^(ml-pipeline.*|cache-server|metadata-(grpc|envoy|writer).*|workflow-controller)$/,
      },
      image: /(ml-pipeline|kubeflow|kfp|ml_metadata|workflow-controller)/,
    },
    image(/(^|\/)(ml-pipeline|kfp-.*)(\/|$)/),
    chart(/^kubeflow-pipelines$/),
  ],
  oneInstallationPer: 'namespace',
  probeService: /^ml-pipeline$/,
  probe: httpProbe({
    port: 8888,
    path: '/apis/v2beta1/healthz',
    good: '200 with a JSON object',
    judge: judgeJson(body =>
      'multi_user' in body ||
      'multiUser' in body ||
      'commit_sha' in body ||
      'commitSha' in body ||
      Object.keys(body).length === 0
        ? healthy('answers its health check')
        : undefined,
    ),
  }),
  dependsOn: [],
  owner: 'group:default/analytics',
  docsUrl: 'https://www.kubeflow.org/docs/components/pipelines/',
};
