import { Entity } from '@backstage/catalog-model';
import { findPlaces, PAGES, placeOf } from './places';

function entityOf(
  kind: string,
  name: string,
  more: Partial<Entity> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    ...more,
    metadata: { name, ...more.metadata },
  };
}

describe('placeOf', () => {
  it('opens a service at its state, a template at its form', () => {
    const minio = entityOf('Resource', 'minio', {
      metadata: {
        name: 'minio',
        title: 'MinIO',
        annotations: { '254carbon.com/service-id': 'minio' },
      },
    });
    expect(placeOf(minio)).toEqual({
      id: 'resource:default/minio',
      title: 'MinIO',
      what: 'service',
      path: '/catalog/default/resource/minio/platform',
    });
    expect(placeOf(entityOf('Template', 'eia'))?.path).toBe(
      '/create/templates/default/eia',
    );
    expect(
      placeOf(entityOf('Resource', 'fred', { spec: { type: 'data-source' } })),
    ).toMatchObject({
      what: 'data source',
      path: '/catalog/default/resource/fred',
    });
    expect(placeOf(entityOf('Location', 'all'))).toBeUndefined();
  });
});

describe('findPlaces', () => {
  const places = [
    ...PAGES,
    { id: 'c', title: 'Iceberg REST catalog', what: 'service', path: '/c' },
    { id: 'm', title: 'Metabase', what: 'service', path: '/m' },
  ];
  const titles = (text: string) =>
    findPlaces(places, text, 3).map(({ title }) => title);

  it('puts the whole name first, then beginnings, then the rest', () => {
    expect(titles('catalog')).toEqual([
      'Catalog',
      'Catalog graph',
      'Iceberg REST catalog',
    ]);
  });

  it('wants every word, in any order, the kind of place among them', () => {
    expect(titles('service iceberg')).toEqual(['Iceberg REST catalog']);
    expect(titles('nothing like it')).toEqual([]);
  });

  it('offers the pages before anything is typed', () => {
    expect(titles('')[0]).toBe('Home: what is wrong now');
  });
});
