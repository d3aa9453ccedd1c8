import { ServiceChange } from '@254carbon/backstage-plugin-platform-common';
import { Knex } from 'knex';
import {
  ChangeStore,
  MOST_CHANGES,
  RecordedState,
  REMOVED,
  statesAfter,
} from './ChangeStore';
import { checkFence, Lease, LEASE_NAME, LeaseRow } from './Lease';

/** Rows that one statement carries; SQLite takes no more than some thousand values. */
const BATCH = 100;

interface ChangeRow {
  id: number;
  service_id: string;
  title: string;
  at: string;
  from_state: string | null;
  to_state: string;
  summary: string;
}

interface StateRow {
  service_id: string;
  title: string;
  state: string;
  since: string;
}

function toChange(row: ChangeRow): ServiceChange {
  return {
    serviceId: row.service_id,
    title: row.title,
    at: row.at,
    ...(row.from_state === null ? {} : { from: row.from_state }),
    to: row.to_state,
    summary: row.summary,
  };
}

function toChangeRow(change: ServiceChange): Omit<ChangeRow, 'id'> {
  return {
    service_id: change.serviceId,
    title: change.title,
    at: change.at,
    from_state: change.from ?? null,
    to_state: change.to,
    summary: change.summary,
  };
}

async function writeStates(
  trx: Knex.Transaction,
  states: readonly RecordedState[],
): Promise<void> {
  const last = new Map(states.map(state => [state.serviceId, state]));
  const removed = [...last.values()].filter(({ state }) => state === REMOVED);
  const kept = [...last.values()].filter(({ state }) => state !== REMOVED);
  for (const { serviceId } of removed) {
    await trx<StateRow>('platform_states')
      .where({ service_id: serviceId })
      .delete();
  }
  for (let from = 0; from < kept.length; from += BATCH) {
    await trx<StateRow>('platform_states')
      .insert(
        kept.slice(from, from + BATCH).map(state => ({
          service_id: state.serviceId,
          title: state.title,
          state: state.state,
          since: state.since,
        })),
      )
      .onConflict('service_id')
      .merge();
  }
}

/** A {@link ChangeStore} in the plugin's database (SQLite or PostgreSQL). */
export class DatabaseChangeStore implements ChangeStore {
  readonly #knex: Knex;

  /** Of a database whose tables are up to date; see `openDatabase`. */
  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async takeLease(options: { holder: string; now: Date; durationMs: number }) {
    const { holder, now, durationMs } = options;
    const at = now.toISOString();
    const expires = new Date(now.getTime() + durationMs).toISOString();
    await this.#knex<LeaseRow>('platform_leases')
      .insert({
        name: LEASE_NAME,
        holder: '',
        fence: 0,
        expires_at: at,
        first_taken_at: at,
      })
      .onConflict('name')
      .ignore();
    const extended = await this.#knex<LeaseRow>('platform_leases')
      .where({ name: LEASE_NAME, holder })
      .update({ expires_at: expires });
    if (extended === 0) {
      const taken = await this.#knex<LeaseRow>('platform_leases')
        .where({ name: LEASE_NAME })
        .andWhere('expires_at', '<=', at)
        .update({
          holder,
          expires_at: expires,
          fence: this.#knex.raw('fence + 1'),
        });
      if (taken === 0) return undefined;
    }
    const row = await this.#knex<LeaseRow>('platform_leases')
      .where({ name: LEASE_NAME, holder })
      .first();
    return row && { holder, fence: row.fence };
  }

  async watchingSince() {
    const row = await this.#knex<LeaseRow>('platform_leases')
      .where({ name: LEASE_NAME })
      .first();
    return row?.first_taken_at;
  }

  async lastStates() {
    const rows = await this.#knex<StateRow>('platform_states').select();
    return new Map(
      rows.map(({ service_id: serviceId, title, state, since }) => [
        serviceId,
        { serviceId, title, state, since },
      ]),
    );
  }

  async record(options: {
    lease: Lease;
    changes: readonly ServiceChange[];
    states?: readonly RecordedState[];
  }) {
    const { lease, changes, states = [] } = options;
    await this.#knex.transaction(async trx => {
      await checkFence(trx, lease);
      if (changes.length > 0) {
        await trx.batchInsert(
          'platform_changes',
          changes.map(toChangeRow),
          BATCH,
        );
      }
      await writeStates(trx, [...states, ...statesAfter(changes)]);
    });
  }

  async listChanges({ since }: { since: Date }) {
    const rows = await this.#knex<ChangeRow>('platform_changes')
      .where('at', '>=', since.toISOString())
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(MOST_CHANGES);
    return rows.map(toChange);
  }

  async prune({ lease, before }: { lease: Lease; before: Date }) {
    let count = 0;
    await this.#knex.transaction(async trx => {
      await checkFence(trx, lease);
      count = await trx<ChangeRow>('platform_changes')
        .where('at', '<', before.toISOString())
        .delete();
    });
    return count;
  }
}
