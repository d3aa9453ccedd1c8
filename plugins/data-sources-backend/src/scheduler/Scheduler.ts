/** What the portal does with workflows that stand: looks at them, applies what their file says now, ends them. */
import {
  AppliedWorkflow,
  applyWorkflow,
  DolphinClient,
  findImage,
  PlatformDoor,
  retireWorkflow,
} from '@254carbon/backstage-plugin-platform-node';
import {
  ImportableWorkflow,
  workflowImages,
} from '@254carbon/backstage-plugin-platform-common';

/** What is known about a workflow. */
export interface WorkflowState {
  state: 'online' | 'offline' | 'none' | 'unknown';
  reason: string;
  /** Its page. */
  url?: string;
}

/** A workflow that is to be what a file says. */
export interface WorkflowWish {
  workflow: ImportableWorkflow;
  /** Name of the project; the configured one unless told. */
  project?: string;
  online: boolean;
  /** Walk through it without running its tasks. */
  dryRun: boolean;
  adopt: boolean;
  /** Told as soon as one is made that was not there. */
  made: (effect: { ref: string; url?: string }) => Promise<void>;
}

/** What stands then. */
export interface WorkflowApplied extends AppliedWorkflow {
  ref: string;
  url?: string;
}

/** How ending something went. */
export interface Ending {
  /** `gone`: there was nothing to end. */
  outcome: 'done' | 'gone';
  message: string;
}

/** What the scheduler does, as far as pipelines need it. A workflow is called `project/name`. */
export interface Scheduler {
  /**
   * Makes a workflow be what its file says, by its name; a second time writes nothing.
   *
   * @throws Error with the cure when it could not be done; what stood before stands again then.
   */
  apply(wish: WorkflowWish): Promise<WorkflowApplied>;
  /** Never throws: that nobody could be asked is a state. */
  look(ref: string): Promise<WorkflowState>;
  /** @throws Error with the cure when it could not be done. */
  stopSchedule(ref: string): Promise<Ending>;
  /** Offline first, then removed. @throws Error with the cure when it could not be done. */
  removeWorkflow(ref: string): Promise<Ending>;
}

const NOT_CONFIGURED =
  'No DolphinScheduler is configured (platform.dolphinScheduler); set its token, and baseUrl where it is elsewhere.';

function split(ref: string): { project: string; name: string } {
  const slash = ref.lastIndexOf('/');
  return { project: ref.slice(0, slash), name: ref.slice(slash + 1) };
}

function gone(ref: string): Ending {
  return { outcome: 'gone', message: `There is no workflow ${ref} any more.` };
}

class DolphinWorkflows implements Scheduler {
  readonly #client: DolphinClient | undefined;
  readonly #door: Pick<PlatformDoor, 'ask'>;
  readonly #log: (message: string) => void;

  constructor({ client, door, log }: SchedulerOptions) {
    this.#client = client;
    this.#door = door;
    this.#log = log;
  }

  async apply(wish: WorkflowWish): Promise<WorkflowApplied> {
    const { workflow, online, dryRun, adopt, made } = wish;
    const client = this.#mustClient();
    const project = wish.project ?? client.settings.project;
    const ref = `${project}/${workflow.processDefinition.name}`;
    const applied = await applyWorkflow({
      client,
      workflow,
      project,
      dryRun,
      adopt,
      offlineBecause: online
        ? await this.#findObstacle(workflow)
        : 'It was asked to stay offline.',
      made: codes => made({ ref, ...this.#pageOf(codes) }),
      log: this.#log,
    });
    return { ...applied, ref, ...this.#pageOf(applied) };
  }

  async look(ref: string): Promise<WorkflowState> {
    try {
      const found = await this.#find(ref);
      if (!found)
        return { state: 'none', reason: `There is no workflow ${ref}.` };
      const page = this.#pageOf({ ...found, projectCode: found.project });
      return found.isOnline
        ? { state: 'online', reason: `The workflow ${ref} is online.`, ...page }
        : {
            state: 'offline',
            reason: `The workflow ${ref} is offline.`,
            ...page,
          };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { state: 'unknown', reason };
    }
  }

  async stopSchedule(ref: string): Promise<Ending> {
    const client = this.#mustClient();
    const { code, changed } = await retireWorkflow({ client, ...split(ref) });
    if (code === undefined) return gone(ref);
    return {
      outcome: 'done',
      message: changed
        ? `The workflow ${ref} and its schedule are switched off.`
        : `The workflow ${ref} and its schedule were off already.`,
    };
  }

  async removeWorkflow(ref: string): Promise<Ending> {
    const found = await this.#find(ref);
    if (!found) return gone(ref);
    await this.stopSchedule(ref);
    await this.#mustClient().deleteDefinition(found.project, found.code);
    return { outcome: 'done', message: `The workflow ${ref} is removed.` };
  }

  async #findObstacle(
    workflow: ImportableWorkflow,
  ): Promise<string | undefined> {
    for (const image of workflowImages(workflow)) {
      const state = await findImage(this.#door, image);
      if (!state.ok) return `There is ${state.reason}`;
    }
    return undefined;
  }

  #pageOf(codes: { projectCode: number; code: number }): { url?: string } {
    const webUrl = this.#client?.settings.webUrl;
    return webUrl
      ? {
          url: `${webUrl}/ui/projects/${codes.projectCode}/workflow/definitions/${codes.code}`,
        }
      : {};
  }

  #mustClient(): DolphinClient {
    if (this.#client) return this.#client;
    throw new Error(NOT_CONFIGURED);
  }

  async #find(ref: string) {
    const client = this.#mustClient();
    const { project: projectName, name } = split(ref);
    const project = await client.findProject(projectName);
    const found =
      project === undefined
        ? undefined
        : await client.findDefinition(project, name);
    if (project === undefined || !found) return undefined;
    const isOnline = found.releaseState === 'ONLINE';
    return { project, code: found.code, isOnline };
  }
}

/** What the way is made from. */
export interface SchedulerOptions {
  /** Absent when none is configured. */
  client: DolphinClient | undefined;
  door: Pick<PlatformDoor, 'ask'>;
  /** Told of every step of applying. */
  log: (message: string) => void;
}

/** Makes the way to the scheduler; without a client every call says what to configure. */
export function createScheduler(options: SchedulerOptions): Scheduler {
  return new DolphinWorkflows(options);
}
