import { httpProbe, judgeStatus } from '../httpProbe';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** Blackbox exporter: asks addresses from outside and reports what they say. */
export const blackboxExporter: Profile = {
  id: 'blackbox-exporter',
  title: 'Blackbox exporter',
  description: 'Asks addresses from outside and reports what they say.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    named(/^(prometheus-)?blackbox-exporter$/),
    image(/(^|\/)blackbox[-_]exporter$/),
  ],
  probe: httpProbe({
    port: 9115,
    path: '/-/healthy',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://github.com/prometheus/blackbox_exporter',
};
