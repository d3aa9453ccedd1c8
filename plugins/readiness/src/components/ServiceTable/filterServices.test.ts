import { overview, serviceReport } from '../../__testUtils__/report';
import { filterServices } from './filterServices';

const all = { search: '', system: '', level: '' };
const { services } = overview();
const titles = (filter: Partial<typeof all>) =>
  filterServices(services, { ...all, ...filter }).map(({ title }) => title);

describe('filterServices', () => {
  it('puts the worst first', () => {
    expect(titles({})).toEqual(['MinIO', 'Trino', 'Grafana']);
  });
  it('filters by search, system and level', () => {
    expect(titles({ search: ' MIN' })).toEqual(['MinIO']);
    expect(titles({ system: 'observability' })).toEqual(['Grafana']);
    expect(titles({ level: 'gold' })).toEqual(['Grafana']);
    expect(titles({ level: 'none' })).toEqual(['MinIO', 'Trino']);
    expect(titles({ search: 'nope' })).toEqual([]);
  });
  it('puts services without a score last', () => {
    const nothing = serviceReport(
      { id: 'job', title: 'A job' },
      Array(10).fill('not-applicable'),
    );
    const sorted = filterServices([nothing, ...services], all);
    expect(sorted.at(-1)?.title).toBe('A job');
  });
});
