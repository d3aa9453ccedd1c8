import { httpProbe, judgeText } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** CoreDNS: resolves names inside the cluster. */
export const coredns: Profile = {
  id: 'coredns',
  title: 'CoreDNS',
  description: 'Resolves names inside the cluster.',
  kind: 'Component',
  type: 'service',
  system: 'substrate',
  recognise: [
    { labels: { 'k8s-app': /^(kube-dns|coredns)$/ } },
    named(/^(coredns|kube-dns)(-autoscaler)?$/),
    image(/(^|\/)coredns$/),
    chart(/^coredns$/),
  ],
  probe: httpProbe({
    port: 8080,
    path: '/health',
    good: '200 with the text OK',
    judge: judgeText(/^OK\s*$/i),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 9153,
    path: '/metrics',
    series: ['coredns_dns_requests_total', 'coredns_dns_responses_total'],
  },
  docsUrl: 'https://coredns.io/manual/toc/',
};
