import { httpProbe, judgeStatus } from '../httpProbe';
import { chart, named } from '../recognisers';
import { Profile } from '../types';

/** Strimzi: operates Kafka clusters that are declared as custom resources. */
export const strimzi: Profile = {
  id: 'strimzi',
  title: 'Strimzi',
  description: 'Operates Kafka clusters that are declared as custom resources.',
  kind: 'Component',
  type: 'service',
  system: 'storage',
  recognise: [
    named(/^(strimzi(-cluster-operator|-kafka-operator)?)$/),
    { labels: { 'strimzi.io/kind': 'cluster-operator' } },
    { name: /cluster-operator/, image: /strimzi\/operator$/ },
    chart(/^strimzi-kafka-operator$/),
  ],
  oneInstallationPer: 'namespace',
  probe: httpProbe({
    port: 8080,
    path: '/healthy',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/data-engineering',
  docsUrl: 'https://strimzi.io/documentation/',
};
