/** What the portal brings along of KPIs and claims is understood whole, and names only what there is. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Claim,
  DescribedEntity,
  findMeasurement,
  Kpi,
  readKpi,
  readStatusDocument,
  RULE_CATEGORIES,
  StatusDocument,
} from '@254carbon/backstage-plugin-platform-common';
import { parseAllDocuments } from 'yaml';

const CATALOG = join(__dirname, '../../../../catalog');

function readFolder(folder: string): DescribedEntity[] {
  return readdirSync(join(CATALOG, folder))
    .filter(name => name.endsWith('.yaml') && name !== 'all.yaml')
    .flatMap(name =>
      parseAllDocuments(readFileSync(join(CATALOG, folder, name), 'utf8')),
    )
    .map(document => document.toJS() as DescribedEntity);
}

const readings = readFolder('kpis').map(readKpi);
const documents = readFolder('claims').map(readStatusDocument);
const kpis: Kpi[] = readings.flatMap(read => (read.ok ? [read.value] : []));
const stated: StatusDocument[] = documents.flatMap(read =>
  read.ok ? [read.value] : [],
);

/** Whether what a claim corresponds to is there, in the claim's unit; one to which nothing corresponds says why. */
function isUnderstood({ corresponds, unit, note }: Claim): boolean {
  const [kind, id = ''] = (corresponds ?? '').split(':');
  switch (kind) {
    case 'measurement':
      return findMeasurement(id)?.unit === unit;
    case 'category':
      return unit === 'percent' && RULE_CATEGORIES.some(name => name === id);
    case 'score':
      return unit === 'percent';
    default:
      return kind === '' && note !== undefined;
  }
}

describe('the KPIs of the catalog', () => {
  it('are all understood, with a name of their own', () => {
    expect(readings.filter(read => !read.ok)).toEqual([]);
    expect(kpis.length).toBeGreaterThan(35);
    expect(new Set(kpis.map(({ id }) => id)).size).toBe(kpis.length);
  });

  it('are measured, or say what that would need', () => {
    const silent = kpis.filter(
      ({ measurement, wouldNeed }) => !measurement && !wouldNeed,
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it('name documents that there are, the first with their own target', () => {
    const names = new Set(stated.map(({ id }) => id));
    const wrong = kpis.filter(
      ({ target, sources }) =>
        sources[0].target !== target ||
        sources.some(({ document }) => !names.has(document)),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('keep targets that contradict each other side by side', () => {
    const { sources } = kpis.find(({ id }) => id === 'kpi-time-to-resolve')!;
    expect(sources.map(({ target }) => target)).toEqual([60, 5]);
  });
});

describe('the claims of the catalog', () => {
  it('are all understood: the five documents', () => {
    expect(documents.filter(read => !read.ok)).toEqual([]);
    expect(stated).toHaveLength(5);
  });

  it('correspond to what is computed, in the same unit, or say why nothing does', () => {
    const claims = stated.flatMap(document => document.claims);
    const wrong = claims.filter(claim => !isUnderstood(claim));
    expect(wrong.map(({ subject }) => subject)).toEqual([]);
  });
});
