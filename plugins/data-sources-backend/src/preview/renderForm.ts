/*
 * What a form would write. The whole template is run dry first. When one of its steps stops it, the steps that only write
 * are run once more alone, so that people see the files that are refused and not only the refusal.
 */
import {
  BackstageCredentials,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { z } from 'zod';
import { PluginDoor } from '../portal/createPluginDoor';
import { dryRun, FieldProblem } from '../portal/dryRun';
import { readTemplate } from '../portal/readTemplate';

/** One step of the template, and how it went. */
export interface RenderedStep {
  id: string;
  name: string;
  outcome: 'done' | 'skipped' | 'failed' | 'not-reached';
  message?: string;
}

/** What a form would write. */
export interface Rendering {
  template: Entity;
  files: ReadonlyMap<string, Buffer>;
  /** Why the template refuses the form; empty when it does not. */
  problems: FieldProblem[];
  steps: RenderedStep[];
}

const StepsSchema = z.array(
  z.object({
    id: z.string().optional(),
    name: z.string().optional(),
    action: z.string(),
  }),
);

/** Actions that judge or reach outside; without them the others still write their files. */
const NOT_WRITING =
  /^(platform:validate|connector:(check|prove)|publish:|catalog:|dolphinscheduler:|debug:)/;

function stepsOf(template: Entity) {
  const steps = StepsSchema.parse(template.spec?.steps ?? []);
  return steps.map(({ id, name, action }, index) => ({
    id: id ?? `step-${index + 1}`,
    name: name ?? action,
    action,
  }));
}

type Log = ReadonlyArray<{
  stepId?: string;
  status?: string;
  message: string;
}>;

function outcomeOf(log: Log, id: string): RenderedStep {
  const said = log.filter(({ stepId }) => stepId === id);
  const ended = said.findLast(({ status }) => status !== undefined)?.status;
  const spoken = said.filter(({ status }) => status === undefined).at(-1);
  const outcome = ended === 'skipped' ? 'skipped' : 'done';
  return { id, name: id, outcome, message: spoken?.message };
}

/** `name: use letters` or `The field name ...`: the field that a step's refusal begins with, when it is one of the form's. */
export function readStepProblem(
  message: string,
  fields: readonly string[],
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const line of message.split(/\n|;\s(?=[A-Za-z]+(?:\.[\w.]+)?:\s)/)) {
    const match =
      /^(?:.*\bmend\s+|[\s*-]*)"?([A-Za-z]\w*)(?:\.[\w.]+)?"?:\s+(.+)$/.exec(
        line,
      );
    if (match && fields.includes(match[1]))
      problems.push({ field: match[1], message: match[2] });
  }
  if (problems.length > 0) return problems;
  const named = fields.find(field =>
    new RegExp(`(^|[\\s"'\`])${field}[\\s"'\`:]`).test(message.slice(0, 80)),
  );
  return [{ field: named, message }];
}

/** Everything that rendering asks of the portal. */
export interface RenderOptions {
  door: PluginDoor;
  reader: UrlReaderService;
  template: Entity;
  values: Record<string, unknown>;
  credentials: BackstageCredentials;
}

async function renderWriters(
  options: RenderOptions & { files: { path: string; content: Buffer }[] },
  problems: FieldProblem[],
): Promise<Rendering> {
  const { door, template, ...rest } = options;
  const keep = ({ action }: { action: string }) => !NOT_WRITING.test(action);
  const second = await dryRun(door, { entity: template, ...rest, keep });
  const done = second.outcome === 'done';
  const steps = stepsOf(template).map((step): RenderedStep => {
    const ran = done && keep(step);
    return {
      id: step.id,
      name: step.name,
      outcome: ran ? 'done' : 'not-reached',
    };
  });
  return {
    template,
    files: done ? second.files : new Map(),
    problems,
    steps,
  };
}

/**
 * Renders a form with the rights of whoever asks.
 *
 * @throws ResponseError when they may not; NotFoundError or InputError when the template's files cannot be read.
 */
export async function renderForm(options: RenderOptions): Promise<Rendering> {
  const { door, reader, template, values } = options;
  const { files } = await readTemplate(template, reader);
  const request = { ...options, files };
  const first = await dryRun(door, { entity: template, ...request });
  if (first.outcome === 'done') {
    const steps = stepsOf(template).map(step => ({
      ...outcomeOf(first.log, step.id),
      name: step.name,
    }));
    return { template, files: first.files, problems: [], steps };
  }
  if (first.outcome === 'refused') {
    const steps = stepsOf(template).map(
      ({ id, name }): RenderedStep => ({ id, name, outcome: 'not-reached' }),
    );
    return { template, files: new Map(), problems: first.problems, steps };
  }
  const problems = readStepProblem(first.message, Object.keys(values));
  return renderWriters(request, problems);
}
