import { DolphinClient } from './DolphinClient';

/** What was switched off. */
export interface RetiredWorkflow {
  /** Absent when the scheduler has no such workflow. */
  code?: number;
  changed: boolean;
}

/**
 * Takes a workflow and its schedule offline; its history stays. A second time does nothing.
 *
 * @throws DolphinError when the scheduler does not do it.
 */
export async function retireWorkflow(options: {
  client: DolphinClient;
  project: string;
  name: string;
}): Promise<RetiredWorkflow> {
  const { client, project, name } = options;
  const projectCode = await client.findProject(project);
  const found =
    projectCode === undefined
      ? undefined
      : await client.findDefinition(projectCode, name);
  if (projectCode === undefined || !found) return { changed: false };
  if (found.releaseState !== 'ONLINE')
    return { code: found.code, changed: false };
  await client.release(projectCode, found.code, 'OFFLINE');
  return { code: found.code, changed: true };
}
