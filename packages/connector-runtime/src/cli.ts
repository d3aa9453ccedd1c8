/*
 * `check`, `run`, `fixtures record` and `fixtures verify`: what a scheduler, a person and a build call. Exit codes:
 * 0 done, 1 failed in a way a person must mend, 75 (try again later) when only the source was not there.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectorDeclaration } from './declaration';
import { ConnectorError, messageOf } from './errors';
import type { Fixture } from './fixtures';
import { recordFixtures, replayFixtures } from './fixtures';
import { FileStore } from './fileStore';
import { MemoryStore } from './memoryStore';
import type { Ports } from './ports';
import { readSecret } from './readSecret';
import { runStream } from './runStream';
import { createScrub } from './scrub';

/** What the command line runs in. */
export interface CliOptions {
  readonly declaration: ConnectorDeclaration;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that holds `fixtures/`. */
  readonly root: string;
  readonly ports?: Partial<Ports>;
  readonly print: (line: string) => void;
}

const USAGE = 'Say one of: check | run | fixtures record | fixtures verify.';
const TRY_AGAIN_LATER = 75;

function portsOf(options: CliOptions, store: Ports['store']): Ports {
  return {
    clock: {
      now: () => Date.now(),
      sleep: milliseconds =>
        new Promise(resolve => setTimeout(resolve, milliseconds)),
    },
    random: Math.random,
    fetch: (url, init) => fetch(url, init),
    log: (event, fields) => options.print(JSON.stringify({ event, ...fields })),
    store,
    ...options.ports,
  };
}

async function readAll(
  options: CliOptions,
  ports: Ports,
  secret: string,
): Promise<void> {
  for (const stream of options.declaration.streams) {
    const report = await runStream({
      declaration: options.declaration,
      stream,
      secret,
      ports,
    });
    ports.log('done', {
      stream: report.stream,
      run: report.run,
      pages: report.pages,
      accepted: report.accepted,
      rejected: report.rejected,
      reached: report.reached ?? '',
    });
  }
}

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

async function verify(options: CliOptions): Promise<void> {
  const fixtures = await loadFixtures(options.root);
  const ports = {
    ...portsOf(options, new MemoryStore()),
    fetch: replayFixtures(options.declaration, fixtures),
  };
  await readAll(options, ports, 'no-key-is-needed-for-fixtures');
}

async function record(options: CliOptions): Promise<void> {
  const secret = await readSecret(
    options.env,
    options.declaration.authentication.secret,
  );
  const ports = portsOf(options, new MemoryStore());
  const tape = recordFixtures({
    declaration: options.declaration,
    fetch: ports.fetch,
    scrub: createScrub([secret]),
  });
  await readAll(options, { ...ports, fetch: tape.fetch }, secret);
  await mkdir(join(options.root, 'fixtures'), { recursive: true });
  for (const [index, fixture] of tape.recorded.entries()) {
    const name = `${String(index + 1).padStart(4, '0')}.json`;
    await writeFile(
      join(options.root, 'fixtures', name),
      `${JSON.stringify(fixture, undefined, 2)}\n`,
    );
  }
}

/** Reads every stream once and leaves nothing behind. */
async function check(options: CliOptions): Promise<void> {
  const secret = await readSecret(
    options.env,
    options.declaration.authentication.secret,
  );
  await readAll(options, portsOf(options, new MemoryStore()), secret);
}

async function run(options: CliOptions): Promise<void> {
  const secret = await readSecret(
    options.env,
    options.declaration.authentication.secret,
  );
  const folder = options.env.CONNECTOR_DATA ?? join(options.root, 'data');
  await readAll(options, portsOf(options, new FileStore(folder)), secret);
}

const COMMANDS: Readonly<
  Record<string, (options: CliOptions) => Promise<void>>
> = {
  check,
  run,
  'fixtures record': record,
  'fixtures verify': verify,
};

/** Runs one command and returns the exit code; nothing is thrown. */
export async function runCli(options: CliOptions): Promise<number> {
  const command = COMMANDS[options.argv.join(' ')];
  if (!command) {
    options.print(USAGE);
    return 1;
  }
  try {
    await command(options);
    return 0;
  } catch (error) {
    const failure =
      error instanceof ConnectorError ? error.failure : 'unexpected';
    options.print(
      JSON.stringify({ event: 'failed', failure, message: messageOf(error) }),
    );
    return failure === 'unavailable' ? TRY_AGAIN_LATER : 1;
  }
}
