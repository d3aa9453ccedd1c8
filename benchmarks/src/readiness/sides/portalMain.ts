/** The portal's side: its engine and its store, as the plugin wires them, without HTTP and permissions, which the peer is spared too. */
import {
  ALL_RULES,
  assembleReport,
  compareReports,
  Judge,
  ReadinessReport,
  Rule,
} from '@254carbon/backstage-plugin-platform-common';
import { createRequire } from 'node:module';
import createKnex, { Knex } from 'knex';
import { answerCalls } from '../../inventory/childCalls';
import { countStatements } from './countStatements';
import { Fleet, FleetView, SEEN_AT } from './fleet';
import type { ReadinessCalls } from './sideCalls';

const TERM = { holder: 'bench', fence: 1 };
const SILENCE_MS = 600_000;

interface Store {
  scores(): Promise<{ scores: readonly unknown[] } | undefined>;
  save(options: object): Promise<boolean>;
}

/** What is measured of the plugin. It is loaded by name, as a backend loads it: a library does not import plugins. */
interface Plugin {
  openDatabase(database: { getClient(): Promise<Knex> }): Promise<Knex>;
  DatabaseReadinessStore: new (knex: Knex) => Store;
}

const PLUGIN = '@254carbon/backstage-plugin-readiness-backend';
const loadPlugin = (): Plugin => createRequire(__filename)(PLUGIN);

type Judgement = ReturnType<Judge['judge']>;

interface Side {
  knex: Knex;
  count: ReturnType<typeof countStatements>;
  fleet: Fleet;
  rules: readonly Rule[];
}

let side: Side | undefined;
let store: Store | undefined;
let judge: Judge | undefined;
let last: ReadinessReport | undefined;
let now = SEEN_AT;

function opened(): Side {
  if (!side) throw new Error('The side was not opened.');
  return side;
}

function openStore(knex: Knex): Store {
  const { DatabaseReadinessStore } = loadPlugin();
  return new DatabaseReadinessStore(knex);
}

async function empty(knex: Knex): Promise<void> {
  const tables = await knex('pg_tables')
    .where({ schemaname: 'public' })
    .andWhere('tablename', 'like', 'readiness_%')
    .pluck('tablename');
  await knex.raw(`truncate ${tables.map(name => `"${name}"`).join(', ')}`);
  await knex('readiness_writer').insert({
    id: 'readiness',
    ...TERM,
    beat: 0,
    revision: 0,
  });
  store = openStore(knex);
  judge = undefined;
  last = undefined;
}

/** What the plugin does with a judgement. */
async function keep(
  view: FleetView,
  judged: Judgement,
  factOf: Judge['factOf'],
): Promise<void> {
  const { rules } = opened();
  const report = assembleReport({
    services: view.services,
    verdicts: new Map(
      judged.services.map(({ service, verdicts }) => [service.id, verdicts]),
    ),
    rules,
    now,
  });
  const changes = last ? compareReports(last, report) : [];
  const records = new Map(
    judged.services.map(one => [one.service.id, one.records]),
  );
  await store!.save({
    judged: {
      report,
      records,
      factOf: (...asked: Parameters<Judge['factOf']>) =>
        factOf(...asked)?.observation,
    },
    changes,
    term: TERM,
    silenceMs: SILENCE_MS,
  });
  last = report;
}

async function judgeAnew(view: FleetView): Promise<Judgement> {
  const fresh = new Judge({ rules: opened().rules });
  judge = fresh;
  now += 1_000;
  const judged = fresh.judge(view, {}, now);
  await keep(view, judged, fresh.factOf.bind(fresh));
  return judged;
}

answerCalls<ReadinessCalls>({
  async open({ connection, entities, rules }) {
    const knex = createKnex({ client: 'pg', connection });
    const { openDatabase } = loadPlugin();
    await openDatabase({ getClient: async () => knex });
    const chosen = ALL_RULES.slice(0, rules);
    const fleet = new Fleet(entities);
    side = { knex, count: countStatements(knex), fleet, rules: chosen };
    await empty(knex);
    const judged = await judgeAnew(fleet.view);
    return {
      outcomes: judged.services.map(({ verdicts }) =>
        verdicts
          .map(({ outcome }) => (outcome === 'pass' ? '1' : '0'))
          .join(''),
      ),
    };
  },
  async read() {
    const { count, knex } = opened();
    const cold = openStore(knex);
    const { value, ...cost } = await count.of(() => cold.scores());
    return { ...cost, scores: value?.scores.length ?? 0 };
  },
  async evaluate() {
    const { count, knex, fleet } = opened();
    await empty(knex);
    const { value, ...cost } = await count.of(() => judgeAnew(fleet.view));
    return { ...cost, verdicts: value.records.length };
  },
  async change({ round }) {
    const { count, fleet } = opened();
    const view = fleet.change(round);
    const known = judge!;
    const { value, ...cost } = await count.of(async () => {
      now += 1_000;
      const began = performance.now();
      const judged = known.judge(view, {}, now);
      const judgeMs = performance.now() - began;
      if (judged.changed.length > 0)
        await keep(view, judged, known.factOf.bind(known));
      return { judgeMs, verdicts: judged.effort.verdicts };
    });
    return { ...cost, ...value };
  },
});
