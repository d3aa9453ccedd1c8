import { httpProbe, judgeStatus } from '../httpProbe';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** DCGM exporter: reports metrics of the GPUs. */
export const dcgmExporter: Profile = {
  id: 'dcgm-exporter',
  title: 'DCGM exporter',
  description: 'Reports metrics of the GPUs.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^(nvidia-)?dcgm-exporter$/),
    image(/(^|\/)dcgm-exporter$/),
  ],
  probe: httpProbe({
    port: 9400,
    path: '/health',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://docs.nvidia.com/datacenter/dcgm/',
};
