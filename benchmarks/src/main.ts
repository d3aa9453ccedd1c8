/**
 * `yarn bench [install|start|inventory|readiness|connectors|report] [--runs 7] [--work <folder>] [--commit HEAD]`: without a name, all.
 *
 * The order of an evaluation: both sides are made and built (not timed), then each suite runs with the
 * sides taking turns, each run is noted at once, and the report is written from the notes.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { OPTIONS } from './commandLine';
import {
  CONNECTOR_PARTS,
  ConnectorPart,
  measureConnectors,
} from './connectors/measureConnectors';
import { reportConnectors } from './connectors/report/reportConnectors';
import { measureInstall } from './install/measureInstall';
import {
  INVENTORY_PARTS,
  InventoryPart,
  measureInventory,
} from './inventory/measureInventory';
import { reportInventory } from './inventory/report/reportInventory';
import { choose, countOf } from './options';
import { copyPortal, PortalCopy } from './portalCopy';
import {
  measureReadiness,
  READINESS_PARTS,
  ReadinessPart,
} from './readiness/measureReadiness';
import { reportReadiness } from './readiness/report/reportReadiness';
import { buildBaseline } from './report/buildBaseline';
import { interleave, Side, SIDES } from './report/figures';
import { renderTable, replaceTable } from './report/renderReport';
import { readSamples, Samples, writeSamples } from './report/samples';
import { findChromium } from './start/findChromium';
import { measureStart, openBrowser } from './start/measureStart';
import { buildPortal, portalSide } from './start/portalStart';
import { stockSide } from './start/stockStart';
import {
  buildStockApp,
  CREATE_APP,
  makeStockApp,
  StockApp,
} from './stock/prepareStock';
import { currentToolchain, repositoryRoot, Toolchain } from './toolchain';

const SUITES = [
  'install',
  'start',
  'inventory',
  'readiness',
  'connectors',
  'report',
] as const;
type Suite = (typeof SUITES)[number];

interface Bench {
  work: string;
  runs: number;
  tools: Toolchain;
  stock: StockApp;
  portal: PortalCopy;
  samples: Samples;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function prepare({
  work,
  runs,
  commit,
}: {
  work: string;
  runs: number;
  commit: string;
}): Promise<Bench> {
  const tools = currentToolchain();
  say(
    `Making the stock app and a copy of the portal in ${work} (some minutes, not timed) ...`,
  );
  const stock = await makeStockApp(work, tools);
  const portal = await copyPortal(work, commit, tools);
  const names = { portal: portal.commit, stock: CREATE_APP };
  const samples = { install: [], start: [], ...readSamples(work), ...names };
  return { work, runs, tools, stock, portal, samples };
}

async function install({
  work,
  runs,
  tools,
  stock,
  portal,
  samples,
}: Bench): Promise<void> {
  const trees: Record<Side, string> = {
    stock: stock.tree,
    portal: portal.tree,
  };
  samples.install = [];
  for (const { side, round } of interleave(SIDES, runs)) {
    const log = join(work, 'logs', `install-${side}-${round}.log`);
    const milliseconds = await measureInstall(trees[side], log, {
      tools,
      work,
    });
    samples.install.push({ side, milliseconds });
    writeSamples(work, samples);
    say(
      `installation ${round} of ${runs}, ${side}: ${(
        milliseconds / 1000
      ).toFixed(1)} s`,
    );
  }
}

async function start({
  work,
  runs,
  tools,
  stock,
  portal,
  samples,
}: Bench): Promise<void> {
  await buildStockApp(stock, tools);
  await buildPortal(portal, tools);
  const apps = {
    stock: stockSide(stock, tools),
    portal: portalSide(portal, tools),
  };
  const browser = await openBrowser(findChromium());
  samples.start = [];
  try {
    for (const { side, round } of interleave(SIDES, runs)) {
      const data = join(work, 'data', `${side}-${round}`);
      rmSync(data, { recursive: true, force: true });
      const sample = await measureStart(apps[side], data, browser);
      samples.start.push(sample);
      writeSamples(work, samples);
      const memory = Math.round(sample.residentKiB / 1024);
      say(
        `start ${round} of ${runs}, ${side}: page after ${(
          sample.pageMs / 1000
        ).toFixed(1)} s, ${memory} MiB`,
      );
    }
  } finally {
    await browser.close();
  }
}

function describeMachine(note: string): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `${cpus().length} cores`,
    `${memory} GiB`,
    `Node ${process.versions.node}`,
    ...(note ? [note] : []),
  ].join(', ');
}

/** Each suite has its own place in the report; what was not measured in this folder keeps what it had. */
function report(work: string, note: string): void {
  const machine = describeMachine(note);
  const inventory = reportInventory(work, machine);
  const readiness = reportReadiness(work, machine);
  const connectors = reportConnectors(work, machine);
  for (const table of [inventory, readiness, connectors]) if (table) say(table);
  const samples = readSamples(work);
  if (!samples && (inventory || readiness || connectors)) return;
  if (!samples)
    throw new Error(
      `Nothing was measured in ${work}; run a suite first, or name its folder with --work.`,
    );
  const baseline = buildBaseline(samples, machine);
  const folder = join(repositoryRoot, 'benchmarks');
  writeFileSync(
    join(folder, 'baseline.json'),
    `${JSON.stringify(baseline, null, 2)}\n`,
  );
  const readme = join(folder, 'README.md');
  const table = renderTable(baseline);
  writeFileSync(readme, replaceTable(readFileSync(readme, 'utf8'), table));
  say(table);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: OPTIONS,
  });
  const runs = countOf('runs', values.runs);
  const suites = choose<Suite>('suite', positionals, SUITES);
  const parts = choose<InventoryPart | ReadinessPart | ConnectorPart>(
    'part',
    values.parts.split(',').filter(Boolean),
    [...INVENTORY_PARTS, ...READINESS_PARTS, ...CONNECTOR_PARTS],
  );
  const wanted = (suite: Suite) => suites.includes(suite);
  if (wanted('install') || wanted('start')) {
    const bench = await prepare({
      work: values.work,
      commit: values.commit,
      runs,
    });
    if (wanted('install')) await install(bench);
    if (wanted('start')) await start(bench);
  }
  if (wanted('inventory'))
    await measureInventory({
      work: values.work,
      runs,
      workloads: countOf('workloads', values.workloads),
      objects: countOf('objects', values.objects),
      window: countOf('window', values.window),
      parts: INVENTORY_PARTS.filter(part => parts.includes(part)),
      say,
    });
  if (wanted('readiness'))
    await measureReadiness({
      work: values.work,
      runs,
      entities: countOf('entities', values.entities),
      rules: countOf('rules', values.rules),
      ...(values.postgres ? { postgres: values.postgres } : {}),
      parts: READINESS_PARTS.filter(part => parts.includes(part)),
      say,
    });
  if (wanted('connectors'))
    await measureConnectors({
      work: values.work,
      runs,
      rows: countOf('rows', values.rows),
      longRows: countOf('long-rows', values['long-rows']),
      pageRows: countOf('page-rows', values['page-rows']),
      parts: CONNECTOR_PARTS.filter(part => parts.includes(part)),
      say,
    });
  if (wanted('report')) report(values.work, values.note);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
