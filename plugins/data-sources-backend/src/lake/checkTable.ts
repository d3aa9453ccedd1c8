/** The table that a form names, held against the lake, the catalog and what would be written. */
import { Entity } from '@backstage/catalog-model';
import {
  findWriters,
  judgeTable,
  PreviewProblem,
  readForm,
  TableCheck,
} from '@254carbon/backstage-plugin-platform-common';
import { Context } from '../context';
import { checkForm } from '../preview/checkForm';
import { PlatformKnowledge } from '../preview/readPlatform';
import { writtenColumns } from './writtenColumns';

/** What a table is called where rows can be merged into it. */
export const TABLE_NAME = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/;

/** A form and what is known around it. */
export interface TableRequest {
  context: Pick<Context, 'lake'>;
  /** Absent when nobody may see it; then columns are not compared. */
  template?: Entity;
  values: Record<string, unknown>;
  platform: PlatformKnowledge;
  /** Name of the pipeline that is being changed. */
  changing?: string;
}

/** Checks the table; undefined when the form names none that can be one. */
export async function checkTable({
  context,
  template,
  values,
  platform,
  changing,
}: TableRequest): Promise<TableCheck | undefined> {
  const { table } = readForm(values);
  if (table === undefined || !TABLE_NAME.test(table)) return undefined;
  const checked = template && checkForm(template, values);
  const { state, columns } = await context.lake.read(table);
  const { pipelines, tables } = platform;
  return judgeTable({
    table,
    lake: state,
    there: columns,
    entityRef: tables.find(({ name }) => name === table)?.entityRef,
    written: writtenColumns(checked),
    filledBy: findWriters({ table, pipelines, except: changing }),
  });
}

/** What a check means for creating, at the field. */
export function toProblems(
  check: TableCheck | undefined,
  changing?: string,
): PreviewProblem[] {
  if (!check) return [];
  const { state, reason, problems, filledBy } = check;
  const isStrange =
    state === 'stands' && changing === undefined && filledBy.length === 0;
  const told: PreviewProblem[] = problems.map(one => ({
    ...one,
    field: 'table',
  }));
  const warn = (message: string) =>
    told.push({ severity: 'warning', message, field: 'table' });
  if (state === 'unknown') warn(reason);
  if (isStrange)
    warn(`${reason} Rows of this pipeline are added to those that are there.`);
  return told;
}
