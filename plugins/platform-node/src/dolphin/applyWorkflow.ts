/**
 * Brings a workflow of the scheduler to what it is to be, and no further: a second time writes nothing. It is found by name; what the portal wrote
 * before is known by the last line of its description, and what somebody else wrote is left alone. Killed anywhere and run again it ends in the same
 * state, because every step looks before it acts: the revision stands with the version, the schedule is compared, and whether a version was
 * walked through is told by its runs. When a step fails after a version was written, the version before it is put back.
 */
import {
  planWorkflow,
  readRevision,
  revisionOf,
} from '@254carbon/backstage-plugin-platform-common';
import { DOLPHIN_CODES, DolphinError } from './DolphinError';
import { ensureSchedule, previewTimes } from './ensureSchedule';
import { restoreWorkflow } from './restoreWorkflow';
import { DolphinDefinitionView } from './shapes';
import { walkThrough } from './walkThrough';
import { AppliedWorkflow, ApplyRequest, Work } from './work';

export type { AppliedWorkflow, ApplyRequest };

async function ensureProject({ client, project, log }: ApplyRequest) {
  const found = await client.findProject(project);
  if (found !== undefined) return found;
  log(`Making the project '${project}'`);
  await client.createProject(project);
  const made = await client.findProject(project);
  if (made === undefined) {
    throw new DolphinError(
      `DolphinScheduler does not show the project '${project}'; give the portal's user the right to it.`,
    );
  }
  return made;
}

function assertOurs(found: DolphinDefinitionView, { adopt }: ApplyRequest) {
  if (readRevision(found.description) || adopt) return;
  throw new DolphinError(
    `DolphinScheduler has a workflow '${found.name}' that the portal did not write; choose another name, or set adopt to take it over.`,
  );
}

/** Codes by name: those that the tasks have, new ones for new tasks. */
async function takeCodes(work: Work, found?: DolphinDefinitionView) {
  const { client, workflow, projectCode } = work;
  const known = new Map(found?.tasks.map(({ name, code }) => [name, code]));
  const names = workflow.taskDefinitionList.map(({ name }) => name);
  const fresh = names.filter(name => !known.has(name));
  const codes = await client.takeTaskCodes(projectCode, fresh.length);
  return new Map([
    ...known,
    ...fresh.map((name, at) => [name, codes[at]] as const),
  ]);
}

async function writeDefinition(work: Work, found?: DolphinDefinitionView) {
  const { client, workflow, projectCode, log } = work;
  const { apiVersion, tenant } = client.settings;
  const plan = planWorkflow(workflow, {
    codes: await takeCodes(work, found),
    // 3.2 passes over the tenant that 3.1 needs, so who does not know may say it.
    dialect: apiVersion === 'auto' ? '3.1' : apiVersion,
    tenant,
  });
  work.changed = true;
  if (!found) {
    log(`Making the workflow '${plan.name}'`);
    const { code } = await client.createDefinition(projectCode, plan);
    await work.made?.({ projectCode, code });
    return;
  }
  log(`Writing a new version of '${plan.name}'`);
  if (found.releaseState === 'ONLINE') {
    await client.release(projectCode, found.code, 'OFFLINE');
  }
  await client.updateDefinition(projectCode, found.code, plan);
}

async function needDefinition({ client, projectCode, workflow }: Work) {
  const { name } = workflow.processDefinition;
  const found = await client.findDefinition(projectCode, name);
  if (found) return found;
  throw new DolphinError(
    `DolphinScheduler does not show the workflow '${name}' that was just written; run the step again.`,
  );
}

/** The definition as it is to be; another one who makes it at the same time is not doubled. */
async function ensureDefinition(work: Work) {
  const { client, projectCode, workflow, revision } = work;
  const { name } = workflow.processDefinition;
  const before = await client.findDefinition(projectCode, name);
  if (before) {
    assertOurs(before, work);
    work.scheduleBefore = await client.findSchedule(projectCode, before.code);
  }
  const isSame = before && readRevision(before.description) === revision;
  if (!isSame) {
    try {
      await writeDefinition(work, before);
    } catch (error) {
      const isTaken =
        error instanceof DolphinError &&
        error.code === DOLPHIN_CODES.nameExists;
      if (before) {
        return restoreWorkflow(work, { before, now: before }, error);
      }
      if (!isTaken) throw error;
      return ensureOther(work);
    }
  }
  return { before, now: await needDefinition(work) };
}

/** Somebody was quicker: what they made is judged like what was there before. */
async function ensureOther(work: Work) {
  const before = await needDefinition(work);
  assertOurs(before, work);
  if (readRevision(before.description) !== work.revision) {
    await writeDefinition(work, before);
  }
  return { before, now: await needDefinition(work) };
}

/** On, walked through, and by its schedule; or off, with the reason. */
async function bringOnline(
  work: Work,
  now: DolphinDefinitionView,
): Promise<number | undefined> {
  const { client, projectCode, log, offlineBecause } = work;
  if (offlineBecause) {
    if (now.releaseState === 'ONLINE') {
      work.changed = true;
      await client.release(projectCode, now.code, 'OFFLINE');
    }
    log(`The workflow stays offline: ${offlineBecause}`);
    return undefined;
  }
  if (now.releaseState !== 'ONLINE') {
    work.changed = true;
    log('Switching the workflow on');
    await client.release(projectCode, now.code, 'ONLINE');
  }
  if (work.dryRun) {
    const walked = await walkThrough({ ...work, definition: now });
    work.changed ||= walked;
  }
  return ensureSchedule(work, now.code);
}

/**
 * Makes or changes a workflow by its name.
 *
 * @throws DolphinError when the scheduler does not do it; a version that was written by this call is not left in force then.
 */
export async function applyWorkflow(
  request: ApplyRequest,
): Promise<AppliedWorkflow> {
  const projectCode = await ensureProject(request);
  const revision = revisionOf(request.workflow);
  const work: Work = { ...request, projectCode, revision, changed: false };
  const nextRuns = await previewTimes(work);
  const states = await ensureDefinition(work);
  const { before, now } = states;
  let scheduleId: number | undefined;
  try {
    scheduleId = await bringOnline(work, now);
  } catch (cause) {
    return restoreWorkflow(work, states, cause);
  }
  const { offlineBecause } = request;
  return {
    projectCode,
    code: now.code,
    version: now.version,
    revision,
    created: !before,
    changed: work.changed,
    online: !offlineBecause,
    ...(offlineBecause ? { reason: offlineBecause } : {}),
    ...(scheduleId === undefined ? {} : { scheduleId }),
    nextRuns: offlineBecause ? [] : nextRuns,
  };
}
