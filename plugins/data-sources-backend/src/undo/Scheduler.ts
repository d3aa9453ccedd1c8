/** The part of the scheduler that ends things: is a workflow online, switch it and its schedule off, remove it. */
import {
  DolphinClient,
  retireWorkflow,
} from '@254carbon/backstage-plugin-platform-node';

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

const NOT_CONFIGURED =
  'No DolphinScheduler is configured (platform.dolphinScheduler); set its token, and baseUrl where it is elsewhere.';

function split(ref: string): { project: string; name: string } {
  const slash = ref.lastIndexOf('/');
  return { project: ref.slice(0, slash), name: ref.slice(slash + 1) };
}

function gone(ref: string): Ending {
  return { outcome: 'gone', message: `There is no workflow ${ref} any more.` };
}

class DolphinEndings implements Scheduler {
  readonly #client: DolphinClient | undefined;

  constructor(client: DolphinClient | undefined) {
    this.#client = client;
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

/** Makes the way to the scheduler; without a client every call says what to configure. */
export function createScheduler(client: DolphinClient | undefined): Scheduler {
  return new DolphinEndings(client);
}
