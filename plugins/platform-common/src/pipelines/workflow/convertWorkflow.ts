import { asObject, JsonObject, JsonValue } from '../../kubernetes';
import { convertExport } from './convertExport';
import { convertHand } from './convertHand';
import { DataSourceNumbers } from './convertHandTask';
import { ProblemList } from './ProblemList';
import {
  ImportableWorkflow,
  WorkflowConversion,
  WorkflowProblem,
} from './types';

function isExport(item: JsonObject): boolean {
  return (
    item.processDefinition !== undefined ||
    item.workflowDefinition !== undefined ||
    item.taskDefinitionList !== undefined
  );
}

/**
 * Any JSON of a workflow in the form that DolphinScheduler 3.1 and 3.2 import: its own exports of every version, complete or without what
 * only its pages need, and the two forms that people write by hand. What cannot work is named with its place and a cure, and then nothing is given
 * to import; warnings say what will be other than the file says.
 *
 * @param options.dataSources - Numbers of data sources in the scheduler, by name, for SQL tasks that name them.
 */
export function convertWorkflow(
  json: JsonValue,
  options: { dataSources?: DataSourceNumbers } = {},
): WorkflowConversion {
  const { dataSources = {} } = options;
  const items = Array.isArray(json) ? json : [json];
  const importable: ImportableWorkflow[] = [];
  const problems: WorkflowProblem[] = [];
  for (const [index, item] of items.entries()) {
    const list = new ProblemList();
    const told = asObject(item);
    if (isExport(told)) {
      importable.push(convertExport(told, list, dataSources));
    } else if (Array.isArray(told.tasks)) {
      importable.push(convertHand(told, list, dataSources));
    } else {
      list.error(
        '',
        'This is no workflow.',
        "Give an export of the scheduler, or an object with 'name' and 'tasks'.",
      );
    }
    const prefix = items.length > 1 ? `[${index}].` : '';
    problems.push(
      ...list.problems.map(one => ({ ...one, at: `${prefix}${one.at}` })),
    );
  }
  if (items.length === 0) {
    problems.push({
      at: '',
      severity: 'error',
      problem: 'The file holds no workflow.',
      cure: 'Export one, or write one.',
    });
  }
  const fails = problems.some(({ severity }) => severity === 'error');
  return { ...(fails ? {} : { importable }), problems };
}
