/*
 * The part of DolphinScheduler that ends things: is a workflow online, stop its schedule, take it offline, remove it. Its API
 * answers 200 to almost everything and says in `code` what it thinks, 401 with nothing when it does not know the caller.
 */
import { z } from 'zod';

/** What is known about a workflow. */
export interface WorkflowState {
  state: 'online' | 'offline' | 'none' | 'unknown';
  reason: string;
}

/** How ending something went. */
export interface Ending {
  /** `gone`: there was nothing to end. */
  outcome: 'done' | 'gone';
  message: string;
}

/** Ends what the scheduler does. A workflow is called `project/name`. */
export interface Scheduler {
  /** Never throws: that nobody could be asked is a state. */
  look(ref: string): Promise<WorkflowState>;
  /** @throws Error with the cure when it could not be done. */
  stopSchedule(ref: string): Promise<Ending>;
  /** Offline first, then removed. @throws Error with the cure when it could not be done. */
  removeWorkflow(ref: string): Promise<Ending>;
}

/** Where the scheduler is, and who the portal is to it. */
export interface SchedulerOptions {
  /** With the context path; absent when nothing is configured. */
  baseUrl?: string;
  token?: string;
  /** Definitions are called `process-definition` up to 3.2 and `workflow-definition` from 3.3 on. */
  definitions: 'process-definition' | 'workflow-definition';
  /** The address that is really called. */
  resolve: (url: string) => string;
  timeoutMs?: number;
}

const NOT_CONFIGURED =
  'No DolphinScheduler is configured (platform.dolphinScheduler); set baseUrl and token.';
/** What the scheduler says when there is no such definition. */
const NO_DEFINITION = 50003;

const EnvelopeSchema = z.object({
  code: z.number(),
  msg: z.string().nullish(),
  data: z.unknown(),
});
const DefinitionSchema = z.object({
  code: z.number(),
  releaseState: z.string(),
});
const DagSchema = z.union([
  z.object({ processDefinition: DefinitionSchema }),
  z.object({ workflowDefinition: DefinitionSchema }),
]);
const listOf = <S extends z.ZodType>(item: S) =>
  z.object({ totalList: z.array(item) });
const ProjectsSchema = listOf(z.object({ code: z.number(), name: z.string() }));
const SchedulesSchema = listOf(
  z.object({ id: z.number(), releaseState: z.string() }),
);

interface Found {
  project: number;
  code: number;
  isOnline: boolean;
}

class HttpScheduler implements Scheduler {
  readonly #options: SchedulerOptions;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  async look(ref: string): Promise<WorkflowState> {
    try {
      const found = await this.#find(ref);
      if (!found)
        return { state: 'none', reason: `There is no workflow ${ref}.` };
      return found.isOnline
        ? { state: 'online', reason: `The workflow ${ref} is online.` }
        : { state: 'offline', reason: `The workflow ${ref} is offline.` };
    } catch (error) {
      return { state: 'unknown', reason: (error as Error).message };
    }
  }

  async stopSchedule(ref: string): Promise<Ending> {
    const found = await this.#find(ref);
    if (!found) return gone(ref);
    const { project, code } = found;
    const answer = await this.#ask(
      `/projects/${project}/schedules?processDefinitionCode=${code}&workflowDefinitionCode=${code}&pageNo=1&pageSize=20`,
    );
    const { totalList } = SchedulesSchema.parse(answer.data);
    const online = totalList.filter(one => one.releaseState === 'ONLINE');
    for (const { id } of online) {
      await this.#do(`/projects/${project}/schedules/${id}/offline`, {});
    }
    if (found.isOnline) await this.#release(found);
    return {
      outcome: 'done',
      message:
        online.length > 0
          ? `The schedule of ${ref} is off and the workflow offline.`
          : `${ref} had no schedule that was on; the workflow is offline.`,
    };
  }

  async removeWorkflow(ref: string): Promise<Ending> {
    const found = await this.#find(ref);
    if (!found) return gone(ref);
    if (found.isOnline) await this.stopSchedule(ref);
    const { definitions } = this.#options;
    const path = `/projects/${found.project}/${definitions}/${found.code}`;
    await this.#do(path, undefined, 'DELETE');
    return { outcome: 'done', message: `The workflow ${ref} is removed.` };
  }

  async #release({ project, code }: Found): Promise<void> {
    const { definitions } = this.#options;
    await this.#do(`/projects/${project}/${definitions}/${code}/release`, {
      releaseState: 'OFFLINE',
    });
  }

  async #find(ref: string): Promise<Found | undefined> {
    const slash = ref.indexOf('/');
    const projectName = ref.slice(0, slash);
    const name = encodeURIComponent(ref.slice(slash + 1));
    const projects = await this.#ask(
      `/projects?pageNo=1&pageSize=100&searchVal=${encodeURIComponent(
        projectName,
      )}`,
    );
    const project = ProjectsSchema.parse(projects.data).totalList.find(
      one => one.name === projectName,
    );
    if (!project) return undefined;
    const answer = await this.#ask(
      `/projects/${project.code}/${
        this.#options.definitions
      }/query-by-name?name=${name}`,
      [NO_DEFINITION],
    );
    if (answer.code === NO_DEFINITION || !answer.data) return undefined;
    const dag = DagSchema.parse(answer.data);
    const definition =
      'processDefinition' in dag
        ? dag.processDefinition
        : dag.workflowDefinition;
    const isOnline = definition.releaseState === 'ONLINE';
    return { project: project.code, code: definition.code, isOnline };
  }

  async #do(
    path: string,
    form: Record<string, string> | undefined,
    method: 'POST' | 'DELETE' = 'POST',
  ): Promise<void> {
    const body = form && new URLSearchParams(form);
    await this.#call(path, { method, body }, []);
  }

  async #ask(path: string, accept: readonly number[] = []) {
    return this.#call(path, { method: 'GET' }, accept);
  }

  async #call(path: string, init: RequestInit, accept: readonly number[]) {
    const { baseUrl, token, resolve, timeoutMs = 10_000 } = this.#options;
    if (!baseUrl || !token) throw new Error(NOT_CONFIGURED);
    const url = resolve(`${baseUrl.replace(/\/+$/, '')}${path}`);
    const response = await fetch(url, {
      ...init,
      headers: { token },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch(cause => {
      throw new Error(
        'DolphinScheduler does not answer; look whether it runs, and try again.',
        { cause },
      );
    });
    if (response.status === 401) {
      throw new Error(
        'DolphinScheduler does not know the portal; renew platform.dolphinScheduler.token.',
      );
    }
    const parsed = EnvelopeSchema.safeParse(
      await response.json().catch(() => undefined),
    );
    if (!parsed.success) {
      throw new Error(
        `DolphinScheduler answered ${response.status} with something that is not its envelope; look at platform.dolphinScheduler.baseUrl.`,
      );
    }
    const { code, msg } = parsed.data;
    if (code === 0 || accept.includes(code)) return parsed.data;
    throw new Error(
      `DolphinScheduler refuses (${code}): ${msg ?? 'it does not say why'}`,
    );
  }
}

function gone(ref: string): Ending {
  return { outcome: 'gone', message: `There is no workflow ${ref} any more.` };
}

/** Makes the way to the scheduler; without an address every call says what to configure. */
export function createScheduler(options: SchedulerOptions): Scheduler {
  return new HttpScheduler(options);
}
