/** Starting a workflow and finding its runs. Versions differ by what a start answers: nothing, a trigger, or the ids of the runs. */
import { z } from 'zod';
import { DolphinApi } from './DolphinApi';
import { DolphinInstanceView, InstanceShape, PageShape } from './shapes';

const ONE_PAGE = { pageNo: 1, pageSize: 100 };

/** How a start is found again. */
export type DolphinStart =
  | { by: 'trigger'; code: number }
  | { by: 'ids'; ids: number[] }
  | { by: 'list' };

/** The runs of a DolphinScheduler. Everything throws `DolphinError`. */
export class DolphinRuns {
  readonly #api: DolphinApi;

  constructor(api: DolphinApi) {
    this.#api = api;
  }

  /** Walks through a workflow without running its tasks. */
  async startDryRun(project: number, code: number): Promise<DolphinStart> {
    const word = await this.#api.learnWord(project);
    const told = await this.#api.send(
      'POST',
      `/projects/${project}/executors/start-${word}-instance`,
      {
        [`${word}DefinitionCode`]: code,
        scheduleTime: '',
        failureStrategy: 'END',
        warningType: 'NONE',
        warningGroupId: 0,
        execType: 'START_PROCESS',
        [`${word}InstancePriority`]: 'MEDIUM',
        workerGroup: this.#api.settings.workerGroup,
        tenantCode: this.#api.settings.tenant,
        environmentCode: -1,
        dryRun: 1,
      },
    );
    const ids = z.array(z.number()).safeParse(told);
    if (ids.success) return { by: 'ids', ids: ids.data };
    return typeof told === 'number'
      ? { by: 'trigger', code: told }
      : { by: 'list' };
  }

  /** Runs of a definition, newest first. */
  async listInstances(
    project: number,
    code: number,
  ): Promise<DolphinInstanceView[]> {
    const word = await this.#api.learnWord(project);
    const name =
      word === 'process' ? 'processDefineCode' : 'workflowDefinitionCode';
    const { totalList } = await this.#api.read(
      PageShape,
      `/projects/${project}/${word}-instances`,
      { ...ONE_PAGE, [name]: code },
    );
    return z.array(InstanceShape).parse(totalList);
  }

  /** Runs of a start; none as long as it was not taken up. */
  async findStarted(
    project: number,
    code: number,
    start: DolphinStart,
  ): Promise<DolphinInstanceView[]> {
    if (start.by === 'trigger') {
      const word = await this.#api.learnWord(project);
      return this.#api.read(
        z.array(InstanceShape),
        `/projects/${project}/${word}-instances/trigger`,
        { triggerCode: start.code },
      );
    }
    const all = await this.listInstances(project, code);
    return start.by === 'ids'
      ? all.filter(({ id }) => start.ids.includes(id))
      : all;
  }
}
