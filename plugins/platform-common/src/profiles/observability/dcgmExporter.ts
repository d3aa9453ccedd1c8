import { httpProbe, judgeStatus } from '../httpProbe';
import { chart, image, named } from '../recognisers';
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
    chart(/^dcgm-exporter$/),
  ],
  probe: httpProbe({
    port: 9400,
    path: '/health',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 9400,
    path: '/metrics',
    series: ['DCGM_FI_DEV_GPU_UTIL', 'DCGM_FI_DEV_FB_USED'],
  },
  docsUrl: 'https://docs.nvidia.com/datacenter/dcgm/',
};
