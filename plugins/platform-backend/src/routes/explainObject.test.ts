import { readQuestion } from './explainObject';

const known = {
  kindOf: (word: string) =>
    ({ deployment: 'Deployment', deployments: 'Deployment', kafka: 'Kafka' }[
      word
    ]),
  isNamespace: (word: string) => ['kafka', 'monitoring'].includes(word),
};

describe('readQuestion', () => {
  it.each([
    ['trino', { name: 'trino' }],
    ['deployment trino', { kind: 'Deployment', name: 'trino' }],
    ['deployments/trino', { kind: 'Deployment', name: 'trino' }],
    ['Deployment/trino', { kind: 'Deployment', name: 'trino' }],
    // Nobody serves it, and it may be served tomorrow.
    ['Widget trino', { kind: 'Widget', name: 'trino' }],
    ['monitoring/grafana', { namespace: 'monitoring', name: 'grafana' }],
    ['nowhere/grafana', { namespace: 'nowhere', name: 'grafana' }],
    // A namespace and a kind have this name.
    ['kafka/schema', { namespace: 'kafka', name: 'schema' }],
    ['Kafka/schema', { kind: 'Kafka', name: 'schema' }],
    [
      ' deployment data  trino ',
      { kind: 'Deployment', namespace: 'data', name: 'trino' },
    ],
    ['widget data trino', { kind: 'widget', namespace: 'data', name: 'trino' }],
    ['', { name: '' }],
  ])('%p asks for %p', (text, question) => {
    expect(readQuestion(text, known)).toEqual(question);
  });
});
