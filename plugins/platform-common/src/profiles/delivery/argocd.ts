import { httpProbe, judgeText } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Argo CD: brings what is declared in Git into the clusters. */
export const argocd: Profile = {
  id: 'argocd',
  title: 'Argo CD',
  description: 'Brings what is declared in Git into the clusters.',
  kind: 'Component',
  type: 'service',
  system: 'delivery',
  recognise: [
    { labels: { 'app.kubernetes.io/part-of': /^argocd(-applicationset)?$/ } },
    named(/^argocd(-|$)/),
    image(/(^|\/)argocd$/),
    { kinds: ['ArgoCD'] },
    chart(/^argo-cd$/),
  ],
  oneInstallationPer: 'namespace',
  optional: /dex|notifications|applicationset/,
  probeService: /server$/,
  probe: httpProbe({
    port: 8080,
    path: '/healthz',
    good: '200 with the text ok',
    judge: judgeText(/^ok\s*$/i),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 8082,
    path: '/metrics',
    series: ['argocd_app_info', 'argocd_app_sync_total'],
  },
  docsUrl: 'https://argo-cd.readthedocs.io/en/stable/',
};
