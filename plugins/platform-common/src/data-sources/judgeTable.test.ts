import fc from 'fast-check';
import type { LakeColumn } from '../contracts/dataSourcesLake';
import type { KnownPipeline } from '../contracts/dataSourcesShapes';
import {
  compareColumns,
  findWriters,
  judgeTable,
  mergeTables,
} from './judgeTable';
import { listChanges } from './listChanges';

const column = (
  name: string,
  type = 'string',
  required = false,
): LakeColumn => ({ name, type, required });
const READ = { state: 'read', reason: 'It answers.' } as const;
const FAILED = { state: 'failed', reason: 'It does not answer.' } as const;
const table = 'energy.prices';
const pipeline = (name: string, lifecycle = 'experimental'): KnownPipeline => ({
  entityRef: `component:default/${name}`,
  name,
  title: name,
  series: [],
  tables: [table],
  lifecycle,
});

describe('compareColumns', () => {
  it('refuses a column of another type, by name, with both types', () => {
    const [problem, ...more] = compareColumns({
      table,
      there: [column('value', 'decimal(10, 2)')],
      written: [column('value', 'decimal(38, 9)')],
    });
    expect(more).toEqual([]);
    expect(problem.severity).toBe('refused');
    expect(problem.message).toMatch(
      /value.*decimal\(10, 2\).*decimal\(38, 9\)/,
    );
  });
  it('refuses a column that the table demands and nobody would write', () => {
    expect(
      compareColumns({
        table,
        there: [column('desk', 'string', true)],
        written: [],
      }),
    ).toEqual([
      { severity: 'refused', message: expect.stringMatching(/demands desk/) },
    ]);
  });
  it('warns of what the first run adds, and names no more than four', () => {
    const written = ['a', 'b', 'c', 'd', 'e', 'f'].map(name => column(name));
    const [problem] = compareColumns({ table, there: [], written });
    expect(problem).toEqual({
      severity: 'warning',
      message: expect.stringMatching(/lacks a, b, c, d and 2 more/),
    });
  });
  const columns = fc.uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[a-z]{1,6}$/),
      type: fc.constantFrom('string', 'long', 'decimal(38, 9)'),
      required: fc.boolean(),
    }),
    { selector: ({ name }) => name },
  );
  it('a table takes what it was made from, and blanks in types and case of names do not matter', () => {
    fc.assert(
      fc.property(columns, written => {
        const there = written.map(one => ({
          ...one,
          name: one.name.toUpperCase(),
          type: one.type.replace(', ', ','),
        }));
        expect(compareColumns({ table, there, written })).toEqual([]);
      }),
    );
  });
  it('refuses exactly when a type differs or something demanded is not written', () => {
    fc.assert(
      fc.property(columns, columns, (there, written) => {
        const differs = written.some(({ name, type }) =>
          there.some(one => one.name === name && one.type !== type),
        );
        const lacks = there.some(
          one => one.required && !written.some(({ name }) => name === one.name),
        );
        const refused = compareColumns({ table, there, written }).some(
          ({ severity }) => severity === 'refused',
        );
        expect(refused).toBe(differs || lacks);
      }),
    );
  });
});

describe('judgeTable', () => {
  it('is new, stands, or is not known, and a failed lake is never "new"', () => {
    const ask = { table, filledBy: [] };
    expect(judgeTable({ ...ask, lake: READ }).state).toBe('new');
    expect(judgeTable({ ...ask, lake: READ, there: [] }).state).toBe('stands');
    const failed = judgeTable({ ...ask, lake: FAILED });
    expect(failed.state).toBe('unknown');
    expect(failed.reason).toContain(FAILED.reason);
  });
  it('names who fills it', () => {
    const { problems } = judgeTable({
      table,
      lake: READ,
      filledBy: ['component:default/eia-old'],
    });
    expect(problems).toEqual([
      {
        severity: 'warning',
        message: expect.stringContaining('component:default/eia-old'),
      },
    ]);
  });
});

describe('mergeTables', () => {
  const pipelines = [pipeline('eia-old'), pipeline('gone', 'deprecated')];
  const catalog = [{ name: table, entityRef: 'resource:default/prices' }];
  it('offers what the lake has beside what the catalog names, with who fills it', () => {
    const lake = { state: READ, names: ['raw.eia', table] };
    expect(mergeTables({ lake, catalog, pipelines })).toEqual([
      {
        name: table,
        entityRef: 'resource:default/prices',
        inLake: true,
        filledBy: ['component:default/eia-old'],
      },
      { name: 'raw.eia', entityRef: undefined, inLake: true, filledBy: [] },
    ]);
  });
  it('does not say that a table is missing from a lake that nobody could ask', () => {
    const lake = { state: FAILED, names: [] };
    expect(mergeTables({ lake, catalog, pipelines })[0].inLake).toBeUndefined();
  });
  it('leaves out the pipeline that is being changed', () => {
    expect(findWriters({ table, pipelines, except: 'eia-old' })).toEqual([]);
  });
});

describe('listChanges', () => {
  it('tells the fields that differ, cut, in order', () => {
    expect(
      listChanges(
        { schedule: '0 6 * * *', name: 'a', old: 1 },
        { schedule: '7 6 * * *', name: 'a', note: 'x'.repeat(200) },
      ),
    ).toEqual([
      { field: 'note', before: '', after: `${'x'.repeat(120)}...` },
      { field: 'old', before: '1', after: '' },
      { field: 'schedule', before: '0 6 * * *', after: '7 6 * * *' },
    ]);
  });
});
