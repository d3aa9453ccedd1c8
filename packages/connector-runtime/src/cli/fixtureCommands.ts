/*
 * `fixtures record` and `fixtures verify`: what the source said once, kept without the key, and a whole run over it.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConnectorError } from '../errors';
import type { Fixture } from '../fixtures';
import { recordFixtures, replayFixtures } from '../fixtures';
import { MemoryStore } from '../memoryStore';
import type { Clock } from '../ports';
import { runStream } from '../runStream';
import { atHome } from '../source/address';
import type { SourcePorts } from '../source/types';
import { createDefaultSink } from '../tables';
import type { CliContext } from './openContext';

/** The fixtures below `<root>/fixtures`, in the order of their names. */
export async function loadFixtures(root: string): Promise<Fixture[]> {
  const folder = join(root, 'fixtures');
  const names = (await readdir(folder))
    .filter(name => name.endsWith('.json'))
    .sort();
  return Promise.all(
    names.map(async name =>
      JSON.parse(await readFile(join(folder, name), 'utf8')),
    ),
  );
}

async function readAll(
  context: CliContext,
  ports: SourcePorts,
  secret: string,
): Promise<void> {
  for (const stream of context.streams) {
    const report = await runStream({
      declaration: context.declaration,
      stream,
      secret,
      ports,
      sink: createDefaultSink(ports.store),
    });
    const { pages, accepted, rejected, reached } = report;
    context.say('done', {
      stream: stream.name,
      run: report.run,
      pages,
      accepted,
      rejected,
      reached: reached ?? '',
    });
  }
}

/**
 * The time at which the fixtures were recorded, so that a question that holds "today" is the same again. It moves only
 * when somebody waits: no rate limit has to be kept towards a folder.
 */
function clockAt(clock: Clock, at: string | undefined): Clock {
  let now = at === undefined ? clock.now() : Date.parse(at);
  return {
    now: () => now,
    sleep: async milliseconds => {
      now += milliseconds;
    },
  };
}

/** Replays the fixtures through a whole run; needs no key and no network. */
export async function verifyFixtures(context: CliContext): Promise<void> {
  const fixtures = await loadFixtures(context.options.root);
  if (fixtures.length === 0) {
    throw new ConnectorError(
      'configuration',
      'There are no fixtures; record some with "fixtures record".',
    );
  }
  const store = new MemoryStore();
  const { clock, ...ports } = context.ports(store);
  // They were recorded at the declared address, wherever this process is pointed at.
  const declared = atHome(context.options.declaration);
  // A replay is no call: no limit has to be kept, and the quota of the day is not touched.
  const declaration = { ...declared, rateLimit: undefined };
  await readAll(
    { ...context, declaration },
    {
      ...ports,
      clock: clockAt(clock, fixtures[0].at),
      ledger: store,
      fetch: replayFixtures(declaration, fixtures),
    },
    'no-key-is-needed-for-fixtures',
  );
}

/** Reads every stream and keeps what the source said. */
export async function writeFixtures(context: CliContext): Promise<void> {
  const { declaration, options, scrub } = context;
  const secret = await context.secret();
  const ports = context.ports(new MemoryStore());
  const at = new Date(ports.clock.now()).toISOString();
  const tape = recordFixtures({ declaration, fetch: ports.fetch, scrub, at });
  await readAll(context, { ...ports, fetch: tape.fetch }, secret);
  await mkdir(join(options.root, 'fixtures'), { recursive: true });
  for (const [index, fixture] of tape.recorded.entries()) {
    const name = `${String(index + 1).padStart(4, '0')}.json`;
    await writeFile(
      join(options.root, 'fixtures', name),
      `${JSON.stringify(fixture, undefined, 2)}\n`,
    );
  }
}
