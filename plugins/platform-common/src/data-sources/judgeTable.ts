/*
 * Whether a table takes what a pipeline would write. The rules are those of the sinks (`evolveTable` and `TrinoSink` of
 * connector-runtime): columns that the table lacks are added, a column never changes its type, and a column that the table
 * demands must be written. A form is refused here for what would stop its first run.
 */
import type {
  KnownTable,
  LakeColumn,
  LakeState,
  LakeTables,
  TableCheck,
} from '../contracts/dataSourcesLake';
import type { KnownPipeline } from '../contracts/dataSourcesShapes';
import { RETIRED_LIFECYCLE } from './pipelines';

/** Most columns that one sentence names. */
const MOST_NAMED = 4;

/** Pipelines that fill a table; those that were retired do not count. */
export function findWriters(options: {
  table: string;
  pipelines: readonly KnownPipeline[];
  /** Name of the pipeline that is being changed. */
  except?: string;
}): string[] {
  return options.pipelines
    .filter(
      ({ name, tables, lifecycle }) =>
        name !== options.except &&
        lifecycle !== RETIRED_LIFECYCLE &&
        tables.includes(options.table),
    )
    .map(({ entityRef }) => entityRef);
}

/** The tables of the lake and those that the catalog names, each once, in order. */
export function mergeTables(options: {
  lake: LakeTables;
  catalog: ReadonlyArray<{ name: string; entityRef?: string }>;
  pipelines: readonly KnownPipeline[];
}): KnownTable[] {
  const { lake, catalog, pipelines } = options;
  const isRead = lake.state.state === 'read';
  const there = new Set(lake.names);
  const named = new Map(catalog.map(one => [one.name, one.entityRef]));
  return [...new Set([...there, ...named.keys()])]
    .sort((one, other) => (one < other ? -1 : 1))
    .map(name => ({
      name,
      entityRef: named.get(name),
      inLake: isRead ? there.has(name) : undefined,
      filledBy: findWriters({ table: name, pipelines }),
    }));
}

/** `decimal(38,9)` and `decimal(38, 9)` are one type. */
function plain(type: string): string {
  return type.toLocaleLowerCase('en-US').replaceAll(' ', '');
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).join(', ');
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

type Problem = TableCheck['problems'][number];

/**
 * What keeps a table from taking the columns of a stream, and what would become of it.
 *
 * @param options.there - Columns of the table as it stands.
 * @param options.written - Columns that the pipeline would write.
 */
export function compareColumns(options: {
  table: string;
  there: readonly LakeColumn[];
  written: readonly LakeColumn[];
}): Problem[] {
  const { table, there, written } = options;
  const known = new Map(there.map(one => [one.name.toLowerCase(), one]));
  const given = new Set(written.map(({ name }) => name.toLowerCase()));
  const problems: Problem[] = [];
  for (const { name, type } of written) {
    const other = known.get(name.toLowerCase());
    if (other && plain(other.type) !== plain(type)) {
      problems.push({
        severity: 'refused',
        message: `The column ${name} of ${table} is ${other.type}, and this pipeline writes ${type}; choose another table.`,
      });
    }
  }
  const demanded = there
    .filter(one => one.required && !given.has(one.name.toLowerCase()))
    .map(({ name }) => name);
  if (demanded.length > 0) {
    problems.push({
      severity: 'refused',
      message: `${table} demands ${listNames(
        demanded,
      )}, which this pipeline does not write; choose another table, or make that optional in the table.`,
    });
  }
  const added = written
    .filter(({ name }) => !known.has(name.toLowerCase()))
    .map(({ name }) => name);
  if (added.length > 0) {
    problems.push({
      severity: 'warning',
      message: `${table} lacks ${listNames(
        added,
      )}; the first run adds what it lacks.`,
    });
  }
  return problems;
}

/** What is to be judged. */
export interface TableQuestion {
  readonly table: string;
  readonly lake: LakeState;
  /** The lake's own answer; undefined when it has no such table, or was not asked. */
  readonly there?: readonly LakeColumn[];
  /** The entity of the catalog that names the table. */
  readonly entityRef?: string;
  /** Undefined when the template does not say before it has run. */
  readonly written?: readonly LakeColumn[];
  readonly filledBy: readonly string[];
}

function describe(
  question: TableQuestion,
): Pick<TableCheck, 'state' | 'reason'> {
  const { table, lake, there, entityRef } = question;
  if (there) {
    return {
      state: 'stands',
      reason: `${table} stands in the lake with ${there.length} columns.`,
    };
  }
  const named = entityRef ? ` The catalog names it (${entityRef}).` : '';
  if (lake.state !== 'read') {
    return {
      state: 'unknown',
      reason: `Whether ${table} stands is not known: ${lake.reason}${named}`,
    };
  }
  return {
    state: 'new',
    reason: `${table} is new; it is created from the schema.${
      entityRef ? ` The catalog names it already (${entityRef}).` : ''
    }`,
  };
}

/** Puts together what is known of a table. */
export function judgeTable(question: TableQuestion): TableCheck {
  const { table, there, written, filledBy } = question;
  const problems = filledBy.map(
    (ref): Problem => ({
      severity: 'warning',
      message: `The table ${table} is filled by ${ref} too; rows of both land in it.`,
    }),
  );
  if (there && written) {
    problems.push(...compareColumns({ table, there, written }));
  }
  return {
    table,
    ...describe(question),
    filledBy: [...filledBy],
    columns: [...(there ?? [])],
    problems,
  };
}
