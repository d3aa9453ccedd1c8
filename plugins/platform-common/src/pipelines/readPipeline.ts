import { asObject, asObjects, JsonObject, JsonValue } from '../kubernetes';
import { findSinks } from './findSinks';
import { quotaOfParameters, readQuota } from './readQuota';
import { readHandTask, readJson, readTask } from './readTask';
import { PipelineQuota, PipelineStep, PipelineText } from './types';

function textOf(
  steps: PipelineStep[],
  parameters: JsonValue,
  quota: PipelineQuota | undefined,
): PipelineText {
  const sinks = findSinks(steps, parameters);
  return {
    steps,
    ...(sinks ? { sinks } : {}),
    ...(quota ? { quota } : {}),
  };
}

/**
 * What a workflow of DolphinScheduler does: `{ processDefinition, taskDefinitionList }`, with `workflowDefinition` from 3.3 on, as its API tells it and as
 * its export holds it. What is not understood is left out.
 */
export function readPipeline(told: JsonObject): PipelineText {
  const definition = asObject(
    told.workflowDefinition ?? told.processDefinition,
  );
  const parameters = readJson(definition.globalParams);
  return textOf(
    asObjects(told.taskDefinitionList).map(readTask),
    parameters,
    quotaOfParameters(parameters),
  );
}

/** What a workflow does that people wrote by hand: a list of tasks, and perhaps `sinks` as parameters and a `quota`. */
export function readHandPipeline(
  tasks: readonly JsonObject[],
  workflow: JsonObject,
): PipelineText {
  const parameters = Object.entries(asObject(workflow.params)).map(
    ([prop, value]) => ({ prop, value }),
  );
  return textOf(tasks.map(readHandTask), parameters, readQuota(workflow.quota));
}
