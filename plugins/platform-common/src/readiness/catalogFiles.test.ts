import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { DescribedEntity, readKpi, readStatusDocument } from './readEntities';

const CATALOG = join(__dirname, '../../../../catalog');

/** The entities of a folder of the portal's own catalog, but for its locations. */
function entitiesIn(folder: string): DescribedEntity[] {
  const path = join(CATALOG, folder);
  return readdirSync(path)
    .filter(name => name.endsWith('.yaml') && name !== 'all.yaml')
    .flatMap(name =>
      parseAllDocuments(readFileSync(join(path, name), 'utf8')).map(
        (document): DescribedEntity => document.toJS(),
      ),
    );
}

describe('the portal’s own catalog', () => {
  const documents = entitiesIn('claims');
  const kpis = entitiesIn('kpis');

  it.each(kpis.map(entity => [entity.metadata.name, entity]))(
    'describes KPI %s so that it can be read, with documents that are there',
    (_, entity) => {
      const read = readKpi(entity as DescribedEntity);
      expect(read).toMatchObject({ ok: true });
      const names = documents.map(({ metadata }) => metadata.name);
      for (const { document } of read.ok ? read.value.sources : [])
        expect(names).toContain(document);
    },
  );
  it('describes the five documents so that they can be read', () => {
    expect(documents).toHaveLength(5);
    for (const entity of documents)
      expect(readStatusDocument(entity)).toMatchObject({ ok: true });
  });
  it('loads every file that it has', () => {
    for (const folder of ['kpis', 'claims']) {
      const list = readFileSync(join(CATALOG, folder, 'all.yaml'), 'utf8');
      const targets = parseAllDocuments(list).map(
        document => document.toJS().spec.target,
      );
      const files = readdirSync(join(CATALOG, folder))
        .filter(name => name !== 'all.yaml')
        .map(name => `./${name}`);
      expect(targets.sort()).toEqual(files.sort());
    }
  });
});

describe('an entity with a mistake', () => {
  const kpi = {
    target: 1,
    comparison: 'at-least',
    unit: 'count',
    sources: [{ document: 'roadmap', target: 1 }],
  };
  const entity = (spec: object): DescribedEntity => ({
    kind: 'Resource',
    metadata: { name: 'kpi-x' },
    spec,
  });
  it.each([
    ['no figures', { kpi: undefined }, 'spec.kpi is not as it should be'],
    ['no target', { kpi: { ...kpi, target: undefined } }, 'spec.kpi.target'],
    [
      'a measurement that there is not',
      { kpi: { ...kpi, measurement: 'joy' } },
      'the portal makes no measurement "joy"',
    ],
    [
      'another unit than its measurement',
      { kpi: { ...kpi, measurement: 'pods-running-share' } },
      'it is in count, and measurement pods-running-share is in percent',
    ],
  ])('with %s is left out, with one sentence', (_, spec, sentence) => {
    expect(readKpi(entity(spec))).toEqual({
      ok: false,
      problem: expect.stringContaining(sentence),
    });
  });
  it('reads what is right', () => {
    expect(readKpi(entity({ kpi }))).toMatchObject({
      ok: true,
      value: {
        id: 'kpi-x',
        entityRef: 'resource:default/kpi-x',
        title: 'kpi-x',
      },
    });
    expect(readStatusDocument(entity({}))).toMatchObject({ ok: false });
  });
});
