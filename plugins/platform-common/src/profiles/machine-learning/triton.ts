import { httpProbe, judgeStatus } from '../httpProbe';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Triton inference server: serves models on GPUs. */
export const triton: Profile = {
  id: 'triton',
  title: 'Triton inference server',
  description: 'Serves models on GPUs.',
  kind: 'Component',
  type: 'service',
  system: 'machine-learning',
  recognise: [
    named(/^triton(-inference-server)?$/),
    image(/(^|\/)tritonserver$/),
  ],
  probe: httpProbe({
    port: 8000,
    path: '/v2/health/ready',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/analytics',
  docsUrl: 'https://docs.nvidia.com/deeplearning/triton-inference-server/',
};
