import { httpProbe, judgeStatus } from '../httpProbe';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Spark Operator. Version 2 answers on 8081; version 1 has metrics only, then its pods speak for it. */
export const sparkOperator: Profile = {
  id: 'spark-operator',
  title: 'Spark Operator',
  description: 'Runs Spark applications that are declared as custom resources.',
  kind: 'Component',
  type: 'service',
  system: 'data',
  recognise: [
    named(/^spark-operator$/),
    image(/(^|\/)spark-operator(\/|$)/),
    { name: /^spark-operator/ },
    chart(/^spark-operator$/),
  ],
  roles: ['controller', 'webhook'],
  runs: ['SparkApplication', 'ScheduledSparkApplication'],
  probe: httpProbe({
    port: 8081,
    path: '/readyz',
    good: '200',
    judge: judgeStatus,
  }),
  dependsOn: [],
  owner: 'group:default/data-engineering',
  metrics: {
    port: 8080,
    path: '/metrics',
    series: ['spark_application_count', 'spark_application_failure_count'],
  },
  docsUrl: 'https://www.kubeflow.org/docs/components/spark-operator/',
};
