/**
 * The pipelines of a scheduler of workflows, from everything that defines them. What the scheduler says is what runs; a file of the same name tells where it is
 * written and what the scheduler does not say; a workflow that only a file knows is judged as it is written. What somebody gives as definition
 * stands before both.
 */
import { DeclaredTree, DeclaredWorkflow } from '../../declared';
import { lastKnown, Observation } from '../../model';
import {
  mapObservation,
  TelemetryReading,
  WorkflowSchedule,
  WorkflowText,
} from '../../telemetry';
import { FactContext } from './context';
import { notGiven, PipelineDefinition } from './knowledge';
import { lookUpFiles } from './lookUpFiles';
import { declaredTrees } from './trees';
import { readingsOf } from './watching';

type SchedulerReading = TelemetryReading<'dolphinscheduler'>;

/** What is read of the scheduler that the service is. */
export function schedulerReading(
  context: FactContext,
): SchedulerReading | undefined {
  return readingsOf(context, ['dolphinscheduler']).find(
    ({ serviceId }) =>
      serviceId === undefined || serviceId === context.service.id,
  );
}

/** A workflow whose definition was not read yet: something that nobody knows, and not nothing. */
const UNREAD: Pick<PipelineDefinition, 'steps'> = {
  steps: [{ name: 'each of its steps', type: '' }],
};

function withSchedule(
  schedule: WorkflowSchedule | undefined,
): Pick<PipelineDefinition, 'schedule'> {
  return schedule?.crontab
    ? { schedule: { expression: schedule.crontab, dialect: 'quartz' } }
    : {};
}

function runningPipelines(
  { parts }: SchedulerReading,
  serviceId: string,
): Observation<PipelineDefinition[]> {
  const schedules = new Map(
    (lastKnown(parts.schedules)?.value ?? []).map(one => [
      one.workflowCode,
      one,
    ]),
  );
  const workflows = lastKnown(parts.workflows);
  if (!workflows) return mapObservation(parts.workflows, () => []);
  return mapObservation(parts.definitions, ({ texts }) => {
    const byCode = new Map<string, WorkflowText>(
      texts.map(one => [one.workflowCode, one]),
    );
    return workflows.value.map(({ code, name }): PipelineDefinition => {
      const { workflowCode: _, ...text } = byCode.get(code) ?? {
        ...UNREAD,
        workflowCode: code,
      };
      return {
        name,
        serviceId,
        ...withSchedule(schedules.get(code)),
        ...text,
      };
    });
  });
}

function writtenPipeline(
  { cron, ...workflow }: DeclaredWorkflow,
  serviceId: string,
): PipelineDefinition {
  return {
    ...workflow,
    serviceId,
    ...(cron ? { schedule: { expression: cron, dialect: 'quartz' } } : {}),
  };
}

function treesFor({
  declared,
  service,
  now,
}: FactContext): Observation<readonly DeclaredTree[]> | undefined {
  if (!declared || declared.length === 0) return undefined;
  return mapObservation(declaredTrees({ declared, now }), trees =>
    trees.filter(
      ({ cluster }) => cluster === undefined || cluster === service.cluster,
    ),
  );
}

/** What is told first stands; what later groups tell of the same name fills what it leaves out. */
function join(groups: readonly (readonly PipelineDefinition[])[]) {
  const found: PipelineDefinition[] = [];
  for (const group of groups) {
    const before = found.length;
    for (const one of group) {
      let isKnown = false;
      for (let at = 0; at < before; at += 1) {
        if (found[at].name !== one.name) continue;
        found[at] = { ...one, ...found[at] };
        isKnown = true;
      }
      if (!isKnown) found.push(one);
    }
  }
  return found;
}

type Known = Observation<readonly PipelineDefinition[]>;

/** Both, where each that is asked is known: a scheduler that cannot be read may run anything. */
function joinKnown(given: Known | undefined, running: Known | undefined) {
  if (!given || !running) return given ?? running;
  const first = lastKnown(given);
  if (!first || !lastKnown(running)) return first ? running : given;
  const lead = given.ok ? running : given;
  return mapObservation(lead, () =>
    join([first.value, lastKnown(running)?.value ?? []]),
  );
}

/** The pipelines that are defined for the scheduler that the service is. */
export function definedPipelines(context: FactContext): Known {
  const { pipelines, service, now } = context;
  const reading = schedulerReading(context);
  const given =
    pipelines &&
    mapObservation(pipelines, all =>
      all.filter(({ serviceId }) => serviceId === service.id),
    );
  const told = joinKnown(
    given,
    reading && runningPipelines(reading, service.id),
  );
  const read = treesFor(context);
  const trees = read ? lastKnown(read)?.value ?? [] : [];
  const written = trees.flatMap(({ workflows = [] }) =>
    workflows.map(one => writtenPipeline(one, service.id)),
  );
  if (told)
    return mapObservation(told, all =>
      lookUpFiles(join([all, written]), trees),
    );
  // A tree that holds no workflow says nothing about the workflows of a scheduler.
  if (!read || written.length === 0) return notGiven('pipelines', now);
  return mapObservation(read, () => lookUpFiles(written, trees));
}
