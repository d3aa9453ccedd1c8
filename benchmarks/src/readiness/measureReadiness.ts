/**
 * The order of the readiness suite. Both sides are processes of their own on one PostgreSQL, each with a database; they take turns, and
 * before anything is timed they have to say the same of every entity.
 */
import { join } from 'node:path';
import { Child, endChildren, startChild } from '../inventory/childCalls';
import { installPeers, peerName } from '../inventory/installPeers';
import { INVENTORY_SIDES, InventorySide } from '../inventory/inventorySamples';
import { describeCommit } from '../inventory/measureInventory';
import { interleave } from '../report/figures';
import { currentToolchain, repositoryRoot } from '../toolchain';
import { measureScore } from './measureScore';
import { openPostgres, Postgres } from './openPostgres';
import {
  ChangeSample,
  EvaluationSample,
  RateSample,
  ReadinessSamples,
  readReadinessSamples,
  ReadSample,
  writeReadinessSamples,
} from './readinessSamples';
import type { RateCalls, ReadinessCalls } from './sides/sideCalls';

/** Name of the peer. */
export const PEER = '@backstage-community/plugin-tech-insights-backend';
const PEER_SET = 'peers-readiness';
const FOLDER = join(repositoryRoot, 'benchmarks', 'src', 'readiness', 'sides');
/** Fleets in which one change is measured; the peer in the first. */
const FLEETS = [100, 1_000, 5_000];
const CHANGES = 7;
/** Of the world in which events become scores. */
const SEED = 254;

/** Parts of the suite, in order; each is noted when it is over, and can be run alone. */
export const READINESS_PARTS = ['peer', 'rate', 'fleets', 'score'] as const;
export type ReadinessPart = (typeof READINESS_PARTS)[number];

/** What a run of the suite is told. */
export interface ReadinessOptions {
  parts: readonly ReadinessPart[];
  work: string;
  runs: number;
  entities: number;
  rules: number;
  /** Connection string of a server to use instead of a throw-away one. */
  postgres?: string;
  say(text: string): void;
}

type Side = Child<ReadinessCalls>;
interface Bench extends ReadinessOptions {
  peers: string;
  server: Postgres;
}

let started = 0;

function startSide({ work, peers }: Bench, side: InventorySide): Side {
  started += 1;
  return startChild<ReadinessCalls>(join(FOLDER, `${side}Main.ts`), {
    log: join(work, 'logs', `readiness-${started}-${side}.log`),
    args: side === 'peer' ? [peers] : [],
  });
}

async function open(
  bench: Bench,
  side: InventorySide,
  entities: number,
  outcomes?: readonly string[],
): Promise<{ child: Side; outcomes: string[] }> {
  const child = startSide(bench, side);
  const name = `bench_${side}_${started}`;
  const connection = await bench.server.database(name);
  const { rules } = bench;
  const said = await child.call('open', {
    connection,
    entities,
    rules,
    ...(outcomes ? { outcomes } : {}),
  });
  return { child, outcomes: said.outcomes };
}

function differences(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  one.forEach((text, at) => {
    for (let i = 0; i < text.length; i += 1)
      if (text[i] !== other[at]?.[i]) count += 1;
  });
  return count;
}

async function compare(bench: Bench): Promise<Partial<ReadinessSamples>> {
  const { runs, entities, say } = bench;
  const portal = await open(bench, 'portal', entities);
  const peer = await open(bench, 'peer', entities, portal.outcomes);
  const children = { portal: portal.child, peer: peer.child };
  const compared = portal.outcomes.reduce((sum, text) => sum + text.length, 0);
  const different = differences(portal.outcomes, peer.outcomes);
  say(`${compared} verdicts of both sides, ${different} of them differ`);
  const reads: ReadSample[] = [];
  const evaluations: EvaluationSample[] = [];
  for (const { side, round } of interleave(INVENTORY_SIDES, runs)) {
    const read = await children[side].call('read', undefined);
    reads.push({ side, ...read });
    const judged = await children[side].call('evaluate', undefined);
    evaluations.push({ side, ...judged });
    say(
      `${side} ${round} of ${runs}: read ${read.milliseconds.toFixed(1)} ms (${
        read.statements
      } statements), judged anew ${judged.milliseconds.toFixed(0)} ms (${
        judged.statements
      })`,
    );
  }
  const changes = [
    ...(await changeIn(children.peer, 'peer', entities, say)),
    ...(await changeIn(children.portal, 'portal', entities, say)),
  ];
  await Promise.all([portal.child.end(), peer.child.end()]);
  const agreement = { compared, different };
  return { agreement, reads, evaluations, changes };
}

async function changeIn(
  child: Side,
  side: InventorySide,
  services: number,
  say: (text: string) => void,
): Promise<ChangeSample[]> {
  const samples: ChangeSample[] = [];
  // The first is not counted: what it compiles the others find compiled.
  for (let round = 0; round <= CHANGES; round += 1) {
    const cost = await child.call('change', { round });
    if (round > 0) samples.push({ side, services, ...cost });
  }
  const middle = samples.map(one => one.judgeMs).sort((a, b) => a - b);
  say(
    `${side}: one change among ${services}, judged in ${middle[
      Math.floor(middle.length / 2)
    ].toFixed(2)} ms`,
  );
  return samples;
}

async function measureFleets(bench: Bench): Promise<ChangeSample[]> {
  const samples: ChangeSample[] = [];
  for (const services of FLEETS) {
    if (services === bench.entities) continue;
    const { child } = await open(bench, 'portal', services);
    samples.push(...(await changeIn(child, 'portal', services, bench.say)));
    await child.end();
  }
  return samples;
}

async function measureRates({ work, runs, entities, say }: Bench) {
  const rates: RateSample[] = [];
  const child = startChild<RateCalls>(join(FOLDER, 'rateMain.ts'), {
    log: join(work, 'logs', 'readiness-rate.log'),
  });
  for (const { side: kept, round } of interleave([true, false], runs + 1)) {
    const rate = await child.call('run', { services: entities, kept });
    // The first compiles.
    if (round > 1) rates.push({ kept, services: entities, ...rate });
    say(
      `${Math.round((rate.verdicts * 1000) / rate.cpuMs)} verdicts a second${
        kept ? ', with what they rest on' : ''
      }`,
    );
  }
  await child.end();
  return rates;
}

async function measureScores({ work, entities, server, say }: Bench) {
  const connection = await server.database('bench_score');
  const options = { work, services: entities, seed: SEED, connection, say };
  return { services: entities, milliseconds: await measureScore(options) };
}

async function measurePart(
  part: ReadinessPart,
  bench: Bench,
  { changes }: ReadinessSamples,
): Promise<Partial<ReadinessSamples>> {
  const own = (one: ChangeSample) =>
    one.side === 'peer' || one.services === bench.entities;
  if (part === 'rate') return { rates: await measureRates(bench) };
  if (part === 'score') return { scores: await measureScores(bench) };
  if (part === 'fleets') {
    const fleets = await measureFleets(bench);
    return { changes: [...changes.filter(own), ...fleets] };
  }
  const compared = await compare(bench);
  const others = changes.filter(one => !own(one));
  return { ...compared, changes: [...(compared.changes ?? []), ...others] };
}

/** Runs the parts and notes each at once in the work folder. Measured is the working tree. */
export async function measureReadiness(
  options: ReadinessOptions,
): Promise<void> {
  const { work, entities, rules, parts, say } = options;
  const needsPeer = parts.includes('peer');
  if (needsPeer)
    say(`Installing the peer in ${join(work, PEER_SET)} (not timed) ...`);
  const peers = needsPeer
    ? await installPeers(work, currentToolchain(), PEER_SET)
    : '';
  const server = await openPostgres(options.postgres);
  const bench: Bench = { ...options, peers, server };
  try {
    for (const part of parts) {
      const known: ReadinessSamples = {
        agreement: { compared: 0, different: 0 },
        reads: [],
        evaluations: [],
        changes: [],
        rates: [],
        ...readReadinessSamples(work),
        portal: describeCommit(),
        peer: peerName(PEER, PEER_SET),
        entities,
        rules,
      };
      const measured = await measurePart(part, bench, known);
      writeReadinessSamples(work, { ...known, ...measured });
    }
  } finally {
    await endChildren();
    await server.end();
  }
}
