import {
  convertWorkflow,
  ImportableWorkflow,
  JsonValue,
  WorkflowProblem,
} from '@254carbon/backstage-plugin-platform-common';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { readFile } from 'node:fs/promises';

/** Numbers of data sources in the scheduler, by name. */
export type DataSources = Readonly<Record<string, number>>;

function tell({ at, problem, cure }: WorkflowProblem): string {
  return `${at ? `${at}: ` : ''}${problem} ${cure}`;
}

/**
 * The JSON of a file of the workspace.
 *
 * @throws InputError when it is outside, is not there or is no JSON.
 */
export async function readJsonFile(
  workspace: string,
  path: string,
): Promise<JsonValue> {
  const file = resolveSafeChildPath(workspace, path);
  const text = await readFile(file, 'utf8').catch(cause => {
    throw new InputError(
      `The workspace has no ${path}; name the file with the workflow.`,
      cause,
    );
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError(`${path} is no JSON; correct it.`, cause);
  }
}

/** The workflows of a JSON, and one sentence for each warning. */
export interface ReadWorkflows {
  importable: ImportableWorkflow[];
  warnings: string[];
}

/**
 * Any JSON of a workflow in the importable form.
 *
 * @throws InputError that lists what cannot work, each with its place and cure.
 */
export function convertOrRefuse(
  json: JsonValue,
  options: { what: string; dataSources?: DataSources },
): ReadWorkflows {
  const { what, dataSources } = options;
  const { importable, problems } = convertWorkflow(json, { dataSources });
  if (!importable) {
    const errors = problems.filter(({ severity }) => severity === 'error');
    throw new InputError(
      `${what} cannot work as it is:\n${errors
        .map(one => `- ${tell(one)}`)
        .join('\n')}`,
    );
  }
  return { importable, warnings: problems.map(tell) };
}
