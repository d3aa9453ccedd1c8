/**
 * The peer's side: its published store and its published checker, in process, as its own backend wires them. Its facts are one schema with a
 * switch for each check; of them follows what the portal's rules say of the same entities.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { answerCalls } from '../../inventory/childCalls';
import { quietLogger as logger } from '../../inventory/sides/quietLogger';
import { countStatements } from './countStatements';
import type { ReadinessCalls } from './sideCalls';

const FACTS = 'benchFacts';
const CHECK_TYPE = 'json-rules-engine';

interface Entity {
  namespace: string;
  kind: string;
  name: string;
}

interface PeerStore {
  insertFactSchema(schema: object): Promise<void>;
  insertFacts(options: {
    id: string;
    facts: { entity: Entity; facts: Record<string, boolean> }[];
  }): Promise<void>;
}

interface Peer {
  store: PeerStore;
  checker: {
    runChecks(
      entity: string,
    ): Promise<{ result: unknown; check: { id: string } }[]>;
  };
  count: ReturnType<typeof countStatements>;
}

let peer: Peer | undefined;
let outcomes: string[] = [];

/** At once, as many as the peer's own route runs at once. */
const CONCURRENCY = 100;

const nameAt = (at: number) => `service-${at}`;
const refAt = (at: number) => `component:default/${nameAt(at)}`;

function factsOf(at: number) {
  const entity = { namespace: 'default', kind: 'component', name: nameAt(at) };
  const facts = Object.fromEntries(
    [...(outcomes[at] ?? '')].map((said, i) => [`fact_${i}`, said === '1']),
  );
  return { entity, facts };
}

function checksOf(rules: number) {
  return Array.from({ length: rules }, (_, i) => ({
    id: `check_${i}`,
    type: CHECK_TYPE,
    name: `Check ${i}`,
    description: `Check ${i}`,
    factIds: [FACTS],
    rule: {
      conditions: {
        all: [{ fact: `fact_${i}`, operator: 'equal', value: true }],
      },
    },
  }));
}

async function load(connection: string, rules: number): Promise<Peer> {
  const [folder] = process.argv.slice(2);
  const from = createRequire(join(folder, 'package.json'));
  const knex = from('knex')({ client: 'pg', connection });
  const { initializePersistenceContext } = from(
    '@backstage-community/plugin-tech-insights-backend',
  );
  const { JsonRulesEngineFactCheckerFactory } = from(
    '@backstage-community/plugin-tech-insights-backend-module-jsonfc',
  );
  const { techInsightsStore } = await initializePersistenceContext(
    { getClient: async () => knex },
    { logger },
  );
  const checker = new JsonRulesEngineFactCheckerFactory({
    checks: checksOf(rules),
    logger,
  }).construct(techInsightsStore);
  return { store: techInsightsStore, checker, count: countStatements(knex) };
}

async function insert(store: PeerStore, facts: ReturnType<typeof factsOf>[]) {
  await store.insertFacts({ id: FACTS, facts });
}

/** The checks of every entity; gives a text of `1` and `0` an entity. */
async function runAll({ checker }: Peer): Promise<string[]> {
  const found: string[] = [];
  let next = 0;
  const work = async () => {
    while (next < outcomes.length) {
      const at = next;
      next += 1;
      const results = await checker.runChecks(refAt(at));
      const said = new Map(results.map(one => [one.check.id, one.result]));
      found[at] = results
        .map((_, i) => (said.get(`check_${i}`) === true ? '1' : '0'))
        .join('');
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return found;
}

function opened(): Peer {
  if (!peer) throw new Error('The side was not opened.');
  return peer;
}

answerCalls<ReadinessCalls>({
  async open(request) {
    outcomes = [...(request.outcomes ?? [])];
    peer = await load(request.connection, request.rules);
    const schema = Object.fromEntries(
      Array.from({ length: request.rules }, (_, i) => [
        `fact_${i}`,
        { type: 'boolean', description: `Fact ${i}` },
      ]),
    );
    await peer.store.insertFactSchema({
      id: FACTS,
      version: '1.0.0',
      schema,
      entityFilter: [{ kind: 'component' }],
    });
    await insert(
      peer.store,
      outcomes.map((_, at) => factsOf(at)),
    );
    return { outcomes: await runAll(peer) };
  },
  async read() {
    const known = opened();
    const { value, ...cost } = await known.count.of(() => runAll(known));
    return { ...cost, scores: value.length };
  },
  async evaluate() {
    const known = opened();
    const { value, ...cost } = await known.count.of(() => runAll(known));
    const verdicts = value.reduce((sum, { length }) => sum + length, 0);
    return { ...cost, verdicts };
  },
  async change() {
    const known = opened();
    const { value, ...cost } = await known.count.of(async () => {
      await insert(known.store, [factsOf(0)]);
      return known.checker.runChecks(refAt(0));
    });
    return { ...cost, judgeMs: cost.milliseconds, verdicts: value.length };
  },
});
