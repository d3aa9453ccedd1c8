import { httpProbe, judgeStatus } from '../httpProbe';
import { image, named } from '../recognisers';
import { Profile } from '../types';

/** OpenTelemetry Collector: collects traces, metrics and logs and passes them on. */
export const openTelemetryCollector: Profile = {
  id: 'opentelemetry-collector',
  title: 'OpenTelemetry Collector',
  description: 'Collects traces, metrics and logs and passes them on.',
  kind: 'Component',
  type: 'service',
  system: 'observability',
  recognise: [
    { kinds: ['OpenTelemetryCollector'] },
    named(/^(opentelemetry-collector|otel-collector)$/),
    image(/(^|\/)opentelemetry-collector(-contrib|-k8s)?$/),
  ],
  roles: ['agent', 'gateway', 'daemonset'],
  probe: httpProbe({ port: 13133, path: '/', good: '200', judge: judgeStatus }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://opentelemetry.io/docs/collector/',
};
