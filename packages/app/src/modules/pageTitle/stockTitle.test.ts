import { stockTitle } from './stockTitle';

describe('stockTitle', () => {
  it.each([
    ['/catalog', 'Catalog'],
    ['/catalog-graph', 'Graph'],
    ['/create', 'Create'],
    ['/create/templates/default/eia-connector', 'Create'],
    ['/create/approvals', 'Approvals'],
    ['/docs', 'Docs'],
    ['/settings/feature-flags', 'Settings'],
  ])('%s is %s', (path, title) => {
    expect(stockTitle(path)).toBe(title);
  });

  it.each([
    '/',
    '/readiness',
    '/catalog/default/component/trino',
    '/catalog/default/component/trino/platform',
    '/docs/default/resource/runbooks/platform-health-check/',
    '/created',
  ])('%s titles itself', path => {
    expect(stockTitle(path)).toBeUndefined();
  });
});
