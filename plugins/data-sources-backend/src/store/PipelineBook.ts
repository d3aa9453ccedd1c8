import { FilledForm } from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';

/** With which values a pipeline was made, by whom, and its end. */
export interface BookedPipeline extends FilledForm {
  name: string;
  taskId: string;
  madeBy: string;
  madeAt: string;
  retired?: { by: string; at: string; reason: string };
}

interface PipelineRow {
  name: string;
  template: string;
  form_values: string;
  task_id: string;
  made_by: string;
  made_at: string;
  retired_by: string | null;
  retired_at: string | null;
  retire_reason: string | null;
}

function toBooked(row: PipelineRow): BookedPipeline {
  const { retired_by: by, retired_at: at, retire_reason: reason } = row;
  return {
    name: row.name,
    template: row.template,
    values: JSON.parse(row.form_values),
    taskId: row.task_id,
    madeBy: row.made_by,
    madeAt: row.made_at,
    retired: by && at && reason ? { by, at, reason } : undefined,
  };
}

/** The values with which each pipeline was made last. Secrets are no values of a form and so never here. */
export class PipelineBook {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async find(name: string): Promise<BookedPipeline | undefined> {
    const row = await this.#table().where({ name }).first();
    return row && toBooked(row);
  }

  /** The pipeline that a task made. */
  async findByTask(taskId: string): Promise<BookedPipeline | undefined> {
    const row = await this.#table().where({ task_id: taskId }).first();
    return row && toBooked(row);
  }

  /** Remembers a pipeline; what was known under its name is replaced. */
  async write(pipeline: Omit<BookedPipeline, 'retired'>): Promise<void> {
    const row = {
      name: pipeline.name,
      template: pipeline.template,
      form_values: JSON.stringify(pipeline.values),
      task_id: pipeline.taskId,
      made_by: pipeline.madeBy,
      made_at: pipeline.madeAt,
      retired_by: null,
      retired_at: null,
      retire_reason: null,
    };
    await this.#table().insert(row).onConflict('name').merge();
  }

  /** Remembers the end of a pipeline. */
  async retire(
    name: string,
    end: { by: string; at: string; reason: string },
  ): Promise<void> {
    await this.#table().where({ name }).update({
      retired_by: end.by,
      retired_at: end.at,
      retire_reason: end.reason,
    });
  }

  #table() {
    return this.#db<PipelineRow>('pipelines');
  }
}
