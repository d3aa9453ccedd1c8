import { formatReport } from './formatReport';

const rule = (resource: string) => ({
  apiGroups: ['apps'],
  resources: [resource],
  verbs: ['get', 'list', 'watch'],
});

describe('formatReport', () => {
  it('says what to do when there is no cluster', () => {
    expect(formatReport({ ok: true, clusters: [] })).toMatch(
      /^No cluster is configured; add one/,
    );
  });

  it('is short when all is well', () => {
    const clusters = [
      { name: 'demo', version: 'v1.30.0', tried: 60, gaps: [], unnamed: [] },
    ];
    expect(formatReport({ ok: true, clusters })).toBe(
      'Cluster demo (v1.30.0): all 60 kinds can be read.\n',
    );
  });

  it('says what is not known by name, and that nothing stops for that', () => {
    const unnamed = [{ kind: 'secrets', reason: 'Forbidden.' }];
    const clusters = [{ name: 'demo', tried: 60, gaps: [], unnamed }];
    const text = formatReport({ ok: true, clusters });
    expect(text).toContain('all 60 kinds can be read.');
    expect(text).toContain('Not even names may be listed of: secrets.');
    expect(text).toContain('rbac-names.yaml');
  });

  it('joins the missing rules by API group', () => {
    const gaps = ['deployments', 'statefulsets'].map(resource => ({
      kind: `${resource} in apps`,
      reason: 'forbidden',
      rule: rule(resource),
    }));
    const text = formatReport({
      ok: false,
      clusters: [
        {
          name: 'demo',
          unnamed: [],
          tried: 60,
          gaps: [...gaps, { kind: 'pods', reason: 'Timeout; look.' }],
        },
      ],
    });
    expect(text).toContain('3 of 60 kinds cannot be read');
    expect(text).toContain('  pods: Timeout; look.');
    expect(text).toContain(
      'Forbidden: deployments in apps; statefulsets in apps.',
    );
    expect(text.match(/apiGroups/g)).toHaveLength(1);
  });

  it('gives the reason when nothing can be read', () => {
    const text = formatReport({
      ok: false,
      clusters: [
        {
          name: 'demo',
          unnamed: [],
          tried: 0,
          gaps: [
            { kind: 'everything', reason: 'It does not answer; start it.' },
          ],
        },
      ],
    });
    expect(text).toBe(
      'Cluster demo: nothing can be read.\n  everything: It does not answer; start it.\n',
    );
  });
});
