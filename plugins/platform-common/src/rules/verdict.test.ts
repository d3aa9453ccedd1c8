import { readObjectName } from './verdict';

describe('readObjectName', () => {
  it.each([
    [
      'Deployment data/trino',
      { kind: 'Deployment', namespace: 'data', name: 'trino' },
    ],
    ['Node node-1', { kind: 'Node', name: 'node-1' }],
    ['alert TrinoDown', undefined],
    ['runbook trino-down (runbooks/trino-down.md:1)', undefined],
    ['', undefined],
  ])('reads "%s"', (text, object) => {
    expect(readObjectName(text)).toEqual(object);
  });
});
