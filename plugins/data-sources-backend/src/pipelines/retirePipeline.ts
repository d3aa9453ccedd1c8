/*
 * A pipeline ends: its schedule is off, its repository says so and takes no more commits, its entity is deprecated. Its table
 * is kept, for people read it. The order is such that what fails leaves nothing running: the schedule goes first.
 */
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { PipelineChangeReport } from '@254carbon/backstage-plugin-platform-common';
import { Context } from '../context';
import { RepositoryRef } from '../portal/localGit';
import { mustReadRepository } from './changeRepository';
import { repositoryOf, tablesOf } from './findPipeline';
import { workflowsOf } from './findWorkflows';
import { attempt, ReportStep } from './reportStep';
import { retireFiles } from './retireFiles';

/** A pipeline that ends. */
export interface Retirement {
  context: Context;
  name: string;
  entity: Entity;
  reason: string;
  credentials: BackstageCredentials;
}

async function stopSchedules({ context, name }: Retirement) {
  const refs = await workflowsOf(context, name);
  if (refs.length === 0) {
    return {
      outcome: 'already' as const,
      message: 'No workflow of DolphinScheduler is known to run it.',
    };
  }
  const messages: string[] = [];
  for (const ref of refs) {
    const { message } = await context.scheduler.stopSchedule(ref);
    messages.push(message);
  }
  return { outcome: 'done' as const, message: messages.join(' ') };
}

async function endRepository(
  { context, name, reason, credentials }: Retirement,
  repository: RepositoryRef,
) {
  const { files } = await mustReadRepository(context, repository);
  const write = retireFiles(files);
  if (write.size > 0) {
    const message = `Retire ${name}\n\n${reason}`;
    await context.commitTo({ repository, message, credentials, write });
  }
  const owner = encodeURIComponent(repository.owner);
  await context.door.ask({
    plugin: 'local-git',
    path: `/repositories/${owner}/${encodeURIComponent(
      repository.name,
    )}/archive`,
    method: 'POST',
  });
  const changed = [...write.keys()].join(', ');
  return {
    outcome: 'done' as const,
    message: `The repository takes no more commits${
      changed ? `; the last one changed ${changed}` : ''
    }.`,
  };
}

async function refreshEntity({ context, name }: Retirement) {
  const credentials = await context.own();
  await context.catalog.refreshEntity(`component:default/${name}`, {
    credentials,
  });
  return {
    outcome: 'done' as const,
    message:
      'The entity says "deprecated" as soon as the catalog has read it again.',
  };
}

/** Retires a pipeline; each step is told. Doing it again does what is left. */
export async function retirePipeline(
  retirement: Retirement,
): Promise<PipelineChangeReport> {
  const { context, name, entity } = retirement;
  const steps: ReportStep[] = [
    await attempt('schedule', () => stopSchedules(retirement)),
  ];
  const tables = tablesOf(entity).join(', ');
  steps.push({
    what: 'table',
    outcome: 'kept',
    message: tables
      ? `The table ${tables} is kept with all of its rows.`
      : 'Its tables are kept with all of their rows.',
  });
  const repository = repositoryOf(entity, context.config.backendUrl);
  if (!repository) {
    steps.push({
      what: 'repository',
      outcome: 'unknown',
      message:
        'Its repository is not kept by the portal; archive it where it is, and write lifecycle: deprecated into its descriptor.',
    });
  } else {
    steps.push(
      await attempt('repository', () => endRepository(retirement, repository)),
      await attempt('entity', () => refreshEntity(retirement)),
    );
  }
  const complete = !steps.some(({ outcome }) => outcome === 'failed');
  return { name, complete, steps };
}
