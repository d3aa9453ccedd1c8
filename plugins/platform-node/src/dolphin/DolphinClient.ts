/**
 * What can be done with workflows of a DolphinScheduler, whichever of the versions 3.1 to 3.3 it is. They differ by a word
 * in paths and parameters, and by what a start answers.
 */
import {
  WorkflowPlan,
  WorkflowTimes,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { PlatformDoor } from '../door/types';
import { DolphinApi } from './DolphinApi';
import { DolphinRuns } from './DolphinRuns';
import { DolphinParameters } from './createDolphinCaller';
import { DOLPHIN_CODES, DolphinError } from './DolphinError';
import { DolphinSettings } from './readDolphinConfig';
import {
  DagShape,
  DolphinDefinitionView,
  DolphinScheduleView,
  HeadShape,
  PageShape,
  ProjectShape,
  ScheduleShape,
} from './shapes';

/** What a schedule says, apart from who runs it. */
export type ScheduleTimes = Pick<
  WorkflowTimes,
  'crontab' | 'timezoneId' | 'startTime' | 'endTime'
> & { failureStrategy: string; warningType: string };

const ONE_PAGE = { pageNo: 1, pageSize: 100 };

/** A DolphinScheduler that can be written to. Everything throws {@link DolphinError}. */
export class DolphinClient {
  readonly settings: DolphinSettings;
  readonly runs: DolphinRuns;
  readonly #api: DolphinApi;

  constructor(options: {
    door: Pick<PlatformDoor, 'ask'>;
    settings: DolphinSettings;
  }) {
    this.settings = options.settings;
    this.#api = new DolphinApi(options);
    this.runs = new DolphinRuns(this.#api);
  }

  /** The code of a project; `undefined` when there is none of this name. */
  async findProject(name: string): Promise<number | undefined> {
    const { totalList } = await this.#api.read(PageShape, '/projects', {
      ...ONE_PAGE,
      searchVal: name,
    });
    const all = z.array(ProjectShape).parse(totalList);
    return all.find(project => project.name === name)?.code;
  }

  /** Makes a project; that somebody else has made it meanwhile is as good. */
  async createProject(name: string): Promise<void> {
    try {
      await this.#api.send('POST', '/projects', {
        projectName: name,
        description: 'Made by the developer portal',
      });
    } catch (error) {
      if (codeOf(error) !== DOLPHIN_CODES.projectExists) throw error;
    }
  }

  /** The definition of a name; `undefined` when there is none. */
  async findDefinition(
    project: number,
    name: string,
  ): Promise<DolphinDefinitionView | undefined> {
    try {
      return await this.#api.read(
        DagShape,
        `${await this.#api.definitions(project)}/query-by-name`,
        { name },
      );
    } catch (error) {
      if (codeOf(error) === DOLPHIN_CODES.noDefinition) return undefined;
      throw error;
    }
  }

  /** Codes for new tasks. */
  async takeTaskCodes(project: number, many: number): Promise<number[]> {
    if (many === 0) return [];
    const path = `/projects/${project}/task-definition/gen-task-codes`;
    return this.#api.read(z.array(z.number()).length(many), path, {
      genNum: many,
    });
  }

  /** Makes a definition; it is offline. */
  async createDefinition(project: number, plan: WorkflowPlan) {
    const path = await this.#api.definitions(project);
    return this.#api.post(HeadShape, path, plan.parameters);
  }

  /** Makes a new version of a definition, which must be offline. */
  async updateDefinition(project: number, code: number, plan: WorkflowPlan) {
    const path = `${await this.#api.definitions(project)}/${code}`;
    await this.#api.send('PUT', path, plan.parameters);
  }

  async release(project: number, code: number, state: 'ONLINE' | 'OFFLINE') {
    const path = `${await this.#api.definitions(project)}/${code}/release`;
    await this.#api.send('POST', path, { releaseState: state });
  }

  /** Makes an earlier version the one in force; the definition must be offline. */
  async switchVersion(project: number, code: number, version: number) {
    const path = `${await this.#api.definitions(
      project,
    )}/${code}/versions/${version}`;
    await this.#api.call({ path });
  }

  async deleteDefinition(project: number, code: number) {
    const path = `${await this.#api.definitions(project)}/${code}`;
    await this.#api.call({ method: 'DELETE', path });
  }

  async findSchedule(
    project: number,
    code: number,
  ): Promise<DolphinScheduleView | undefined> {
    const name = `${await this.#api.learnWord(project)}DefinitionCode`;
    const { totalList } = await this.#api.read(
      PageShape,
      `/projects/${project}/schedules`,
      { ...ONE_PAGE, [name]: code },
    );
    return z
      .array(ScheduleShape)
      .parse(totalList)
      .find(({ definitionCode }) => definitionCode === code);
  }

  /** The next times of a schedule, as the server reads it: `yyyy-MM-dd HH:mm:ss`. */
  async previewSchedule(
    project: number,
    times: WorkflowTimes,
  ): Promise<string[]> {
    const path = `/projects/${project}/schedules/preview`;
    const schedule = timesOf(times);
    return this.#api.post(z.array(z.string()), path, { schedule });
  }

  /** Makes the schedule of a definition, or changes the one it has, which must be offline. */
  async saveSchedule(
    project: number,
    options: { code: number; id?: number; times: ScheduleTimes },
  ): Promise<void> {
    const { code, id, times } = options;
    const word = await this.#api.learnWord(project);
    const path = `/projects/${project}/schedules`;
    const parameters: DolphinParameters = {
      [`${word}DefinitionCode`]: id === undefined ? code : undefined,
      schedule: timesOf(times),
      warningType: times.warningType,
      warningGroupId: 1,
      failureStrategy: times.failureStrategy,
      [`${word}InstancePriority`]: 'MEDIUM',
      workerGroup: this.settings.workerGroup,
      tenantCode: this.settings.tenant,
      environmentCode: -1,
    };
    try {
      await (id === undefined
        ? this.#api.send('POST', path, parameters)
        : this.#api.send('PUT', `${path}/${id}`, parameters));
    } catch (error) {
      if (codeOf(error) !== DOLPHIN_CODES.scheduleExists) throw error;
    }
  }

  /** Switches a schedule; that it is so already is as good. */
  async switchSchedule(
    project: number,
    id: number,
    state: 'online' | 'offline',
  ) {
    try {
      await this.#api.send(
        'POST',
        `/projects/${project}/schedules/${id}/${state}`,
        {},
      );
    } catch (error) {
      if (codeOf(error) !== DOLPHIN_CODES.scheduleAlreadySo) throw error;
    }
  }
}

/** The scheduler's code of an error, if it is one of the scheduler's. */
function codeOf(error: unknown): number | undefined {
  return error instanceof DolphinError ? error.code : undefined;
}

function timesOf({
  startTime,
  endTime,
  crontab,
  timezoneId,
}: Omit<ScheduleTimes, 'failureStrategy' | 'warningType'>): string {
  return JSON.stringify({ startTime, endTime, crontab, timezoneId });
}
