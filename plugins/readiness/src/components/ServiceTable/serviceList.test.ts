import { overview, rules, serviceReport } from '../../__testUtils__/report';
import {
  findRows,
  readQuestion,
} from '@254carbon/backstage-plugin-platform-react';
import { SERVICES } from './serviceList';

const find = (from: typeof services, asked: Record<string, string>) =>
  findRows(SERVICES, from, readQuestion(SERVICES, new URLSearchParams(asked)));
const { services } = overview();
const titles = (asked: Record<string, string>) =>
  find(services, asked).map(({ title }) => title);

describe('the list of services', () => {
  it('puts the worst first', () => {
    expect(titles({})).toEqual(['MinIO', 'Trino', 'Grafana']);
  });
  it('filters by search, system and level', () => {
    expect(titles({ q: ' MIN' })).toEqual(['MinIO']);
    expect(titles({ system: 'observability' })).toEqual(['Grafana']);
    expect(titles({ level: 'gold' })).toEqual(['Grafana']);
    expect(titles({ level: 'none' })).toEqual(['MinIO', 'Trino']);
    expect(titles({ q: 'nope' })).toEqual([]);
  });
  it('sorts by what a head asks for', () => {
    expect(titles({ sort: '-fail' })).toEqual(['MinIO', 'Trino', 'Grafana']);
    expect(titles({ sort: 'title' })).toEqual(['Grafana', 'MinIO', 'Trino']);
    expect(titles({ sort: '-score' })).toEqual(['Grafana', 'Trino', 'MinIO']);
  });
  it('puts services without a score last', () => {
    const nothing = serviceReport(
      { id: 'job', title: 'A job' },
      Array(rules.length).fill('not-applicable'),
    );
    for (const sort of ['score', '-score', '-level']) {
      const sorted = find([nothing, ...services], { sort });
      expect(sorted.at(-1)?.title).toBe('A job');
    }
  });
});
