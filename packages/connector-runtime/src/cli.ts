/*
 * What a scheduler, a person and a build call. Every line that is printed is one JSON document, the last of a run is
 * its report. Exit codes: 0 done, 1 failed in a way a person must mend, 75 (try again later) when only the source was
 * not there or the process was told to stop before the end.
 */
import { changeState, getHistory, getState } from './cli/stateCommands';
import { doctor } from './cli/doctorCommand';
import { verifyFixtures, writeFixtures } from './cli/fixtureCommands';
import type { CliContext, CliOptions } from './cli/openContext';
import { openContext } from './cli/openContext';
import { readArguments } from './cli/readArguments';
import {
  backfill,
  check,
  discoverStreams,
  preview,
  replay,
  run,
} from './cli/runCommands';
import type { FailureWord } from './errors';
import { failureOf, messageOf } from './errors';
import { publishMetrics } from './metrics/publish';
import { MemoryStore } from './memoryStore';

export type { CliOptions } from './cli/openContext';
export { loadFixtures } from './cli/fixtureCommands';

/** A command; false when there is more to do later. */
type Command = (context: CliContext) => Promise<boolean | void>;

interface Described {
  readonly act: Command;
  readonly flags: readonly string[];
  /** True: it reads for real, so its numbers are published. */
  readonly counts?: true;
}

const COMMANDS: Readonly<Record<string, Described>> = {
  check: { act: check, flags: ['stream'] },
  discover: { act: discoverStreams, flags: ['stream'] },
  preview: { act: preview, flags: ['stream', 'rows'] },
  run: { act: run, flags: ['stream', 'once', 'forever'], counts: true },
  backfill: {
    act: backfill,
    flags: ['stream', 'from', 'to', 'chunk', 'max-parallel', 'again'],
    counts: true,
  },
  replay: { act: replay, flags: ['stream', 'run'], counts: true },
  'state get': { act: getState, flags: ['stream', 'partition'] },
  'state history': { act: getHistory, flags: ['stream', 'partition'] },
  'state set': {
    act: changeState,
    flags: ['stream', 'partition', 'reached', 'expect', 'reason', 'by'],
  },
  'fixtures record': { act: writeFixtures, flags: ['stream'] },
  'fixtures verify': { act: verifyFixtures, flags: ['stream'] },
  doctor: { act: doctor, flags: ['stream'] },
};

const DONE = 0;
const FAILED = 1;
const TRY_AGAIN_LATER = 75;

function usage(): string {
  return `Say one of: ${Object.keys(COMMANDS).join(' | ')}.`;
}

/** The words before the first flag. */
function wordsOf(argv: readonly string[]): string {
  const first = argv.findIndex(word => word.startsWith('--'));
  return argv.slice(0, first === -1 ? argv.length : first).join(' ');
}

/** A signal that the process was told to stop; nothing else listens for it while a command runs. */
function listenForStop(): { signal: AbortSignal; forget(): void } {
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  return {
    signal: controller.signal,
    forget() {
      process.removeListener('SIGTERM', stop);
      process.removeListener('SIGINT', stop);
    },
  };
}

async function finish(
  context: CliContext,
  began: number,
  result: 'success' | 'failure' | 'stopped',
): Promise<void> {
  const { env } = context.options;
  const ports = context.ports(new MemoryStore());
  const seconds = (ports.clock.now() - began) / 1000;
  context.metrics.count('connector_run_total', { result });
  context.metrics.observe('connector_run_duration_seconds', {}, seconds);
  context.metrics.set('connector_up', {}, result === 'failure' ? 0 : 1);
  await publishMetrics(
    context.scrub(context.metrics.text()),
    { file: env.CONNECTOR_METRICS_FILE, url: env.CONNECTOR_METRICS_URL },
    ports,
  );
}

function codeOf(error: unknown): number {
  return failureOf(error) === 'unavailable' ? TRY_AGAIN_LATER : FAILED;
}

async function act(context: CliContext, command: Described): Promise<number> {
  const began = context.ports(new MemoryStore()).clock.now();
  let code = DONE;
  try {
    if ((await command.act(context)) === false) {
      code = TRY_AGAIN_LATER;
    }
  } catch (error) {
    code = codeOf(error);
    context.say('failed', {
      failure: failureOf(error),
      message: messageOf(error),
    });
    if (command.counts) {
      await finish(context, began, 'failure');
    }
    return code;
  }
  if (command.counts) {
    await finish(context, began, code === DONE ? 'success' : 'stopped');
  }
  return code;
}

/** Runs one command and returns the exit code; nothing is thrown. */
export async function runCli(options: CliOptions): Promise<number> {
  const words = wordsOf(options.argv);
  const command = Object.hasOwn(COMMANDS, words) ? COMMANDS[words] : undefined;
  if (!command) {
    options.print(usage());
    return FAILED;
  }
  const stop = listenForStop();
  try {
    const given = readArguments(options.argv, command.flags);
    const ports = { stop: stop.signal, ...options.ports };
    const context = openContext({ ...options, ports }, given);
    try {
      return await act(context, command);
    } finally {
      await context.close();
    }
  } catch (error) {
    const message = messageOf(error);
    const failure: FailureWord = 'configuration';
    options.print(JSON.stringify({ event: 'failed', failure, message }));
    return FAILED;
  } finally {
    stop.forget();
  }
}
