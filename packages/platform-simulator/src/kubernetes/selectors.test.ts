import {
  parseFieldSelector,
  parseLabelSelector,
  readLabelSelector,
} from './selectors';
import type { KubernetesObject } from './types';

const object: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', labels: { app: 'trino', tier: 'query' } },
  status: { phase: 'Running' },
};

describe('label selectors', () => {
  it.each([
    ['', true],
    ['app=trino', true],
    ['app==trino,tier=query', true],
    ['app!=trino', false],
    ['zone!=b', true],
    ['app in (doris, trino)', true],
    ['app notin (doris,trino)', false],
    ['zone notin (a)', true],
    ['tier', true],
    ['!tier', false],
    ['!zone', true],
  ])('%p selects: %p', (text, selected) => {
    expect(parseLabelSelector(text)(object)).toBe(selected);
  });

  it('refuses what it cannot read, rather than selecting everything', () => {
    expect(() => parseLabelSelector('app in trino')).toThrow(
      'unable to parse requirement',
    );
  });

  it('reads matchExpressions', () => {
    const matches = readLabelSelector({
      matchLabels: { app: 'trino' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['query'] },
        { key: 'zone', operator: 'DoesNotExist' },
      ],
    });
    expect(matches(object.metadata.labels ?? {})).toBe(true);
    expect(matches({ app: 'trino', tier: 'query', zone: 'a' })).toBe(false);
  });
});

describe('field selectors', () => {
  it.each([
    ['status.phase=Running', true],
    ['status.phase!=Running', false],
    ['metadata.name=a,status.phase==Running', true],
    ['spec.nodeName=', true],
  ])('%p selects: %p', (text, selected) => {
    expect(parseFieldSelector(text)(object)).toBe(selected);
  });

  it('refuses what it cannot read', () => {
    expect(() => parseFieldSelector('status.phase')).toThrow(
      'invalid selector',
    );
  });
});
