/** What is added to a workflow when it is applied: where the code of its tasks is, and from which images they run. */
import { asObjects, asText } from '../../kubernetes';
import { ImportableWorkflow } from './types';

/** Name of the parameter of a task that says which repository its program is from. */
export const REPOSITORY_PARAMETER = 'CONNECTOR_REPOSITORY';

const CARRIERS = ['SHELL', 'K8S'];

/** The workflow whose SHELL and K8S tasks say which repository they are from; parameters of a task become its environment. */
export function carryRepository(
  workflow: ImportableWorkflow,
  url: string,
): ImportableWorkflow {
  const parameter = {
    prop: REPOSITORY_PARAMETER,
    direct: 'IN',
    type: 'VARCHAR',
    value: url,
  };
  return {
    ...workflow,
    taskDefinitionList: workflow.taskDefinitionList.map(task => {
      if (!CARRIERS.includes(task.taskType)) return task;
      const others = asObjects(task.taskParams.localParams).filter(
        ({ prop }) => prop !== REPOSITORY_PARAMETER,
      );
      const localParams = [...others, parameter];
      return { ...task, taskParams: { ...task.taskParams, localParams } };
    }),
  };
}

/** The images of the tasks that run in Kubernetes, each once. */
export function workflowImages(workflow: ImportableWorkflow): string[] {
  const images = workflow.taskDefinitionList
    .filter(({ taskType, flag }) => taskType === 'K8S' && flag !== 'NO')
    .flatMap(({ taskParams }) => asText(taskParams.image) ?? []);
  return [...new Set(images)];
}
