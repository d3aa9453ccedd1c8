import { PortalSource } from './PortalSource';

const BASE = 'http://portal.example.com';
const entityOf = (annotations?: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'wti', annotations },
});
const after = async (target: string, annotations?: Record<string, string>) => {
  const location = { type: 'url', target };
  const entity = entityOf(annotations);
  const seen = await new PortalSource(BASE).preProcessEntity(entity, location);
  return seen.metadata.annotations;
};

describe('PortalSource', () => {
  const raw = `${BASE}/api/local-git/team/wti/raw/main`;
  it('leads from an entity of a repository of the portal to its README', async () => {
    expect(await after(`${raw}/catalog-info.yaml`)).toEqual({
      'backstage.io/source-location': `url:${raw}/README.md`,
      'backstage.io/view-url': `${raw}/catalog-info.yaml`,
    });
  });
  it('leaves what a descriptor says itself', async () => {
    const own = {
      'backstage.io/source-location': 'url:https://a.example.com/',
    };
    expect(await after(`${raw}/catalog-info.yaml`, own)).toMatchObject(own);
  });
  it('leaves what lies elsewhere as it is', async () => {
    const target = 'https://git.example.com/team/wti/catalog-info.yaml';
    expect(await after(target)).toBeUndefined();
  });
});
