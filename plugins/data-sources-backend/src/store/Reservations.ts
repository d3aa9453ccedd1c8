import { Reservation } from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';

interface ReservationRow {
  name: string;
  task_id: string;
  held_by: string;
  until_at: string;
}

/** Who holds a name. */
export type HeldName = Required<Reservation>;

const TABLE = 'pipeline_reservations';

function toHeld(row: ReservationRow): HeldName {
  return {
    name: row.name,
    taskId: row.task_id,
    heldBy: row.held_by,
    until: row.until_at,
  };
}

/** Names that are held for running tasks, each for one; the database decides between two who come at once. */
export class Reservations {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Who holds the name now. */
  async find(name: string, now: string): Promise<HeldName | undefined> {
    const row = await this.#table()
      .where({ name })
      .andWhere('until_at', '>', now)
      .first();
    return row && toHeld(row);
  }

  /**
   * Holds a name for a task, or says who has it. The task that has it already holds it longer.
   *
   * @returns who holds the name now; another task's id when it was not given.
   */
  async take(wish: HeldName, now: string): Promise<HeldName> {
    const { name, taskId, heldBy, until } = wish;
    await this.#table()
      .where({ name })
      .andWhere('until_at', '<=', now)
      .delete();
    await this.#table()
      .insert({ name, task_id: taskId, held_by: heldBy, until_at: until })
      .onConflict('name')
      .ignore();
    await this.#table()
      .where({ name, task_id: taskId })
      .update({ until_at: until });
    return (await this.find(name, now)) ?? wish;
  }

  /** Lets a name go that a task holds; another's is left alone. */
  async release(name: string, taskId: string): Promise<void> {
    await this.#table().where({ name, task_id: taskId }).delete();
  }

  #table() {
    return this.#db<ReservationRow>(TABLE);
  }
}
