/*
 * `state get`, `state set`, `state history`: where streams stand, and how a person moves one.
 */
import { readCheckpoint, stateName } from '../checkpoint';
import type { StreamDeclaration } from '../declaration';
import { ConnectorError } from '../errors';
import { readHistory } from '../run/history';
import { setState } from '../run/setState';
import type { CliContext } from './openContext';
import { needFlag } from './readArguments';

/** The names of the states of a stream: one, or one a partition; `--partition symbol=WTI` takes one. */
function namesOf(context: CliContext, stream: StreamDeclaration): string[] {
  const wanted = context.arguments.flags.partition;
  const partitions = (stream.partitions ?? []).filter(
    partition =>
      wanted === undefined ||
      Object.entries(partition)
        .map(([key, value]) => `${key}=${value}`)
        .join(',') === wanted,
  );
  if (wanted !== undefined && partitions.length === 0) {
    throw new ConnectorError(
      'configuration',
      `'${stream.name}' has no partition '${wanted}'; write it like symbol=WTI, as it is declared.`,
    );
  }
  return stream.partitions
    ? partitions.map(partition => stateName(stream.name, partition))
    : [stateName(stream.name)];
}

/** Prints where every stream stands. */
export async function getState(context: CliContext): Promise<void> {
  const { store } = await context.places();
  for (const stream of context.streams) {
    for (const name of namesOf(context, stream)) {
      context.say('state', { name, ...(await readCheckpoint(store, name)) });
    }
  }
}

/** Prints who moved the cursors, when and why. */
export async function getHistory(context: CliContext): Promise<void> {
  const { store } = await context.places();
  for (const stream of context.streams) {
    for (const name of namesOf(context, stream)) {
      for (const entry of await readHistory(store, name)) {
        context.say('history', { name, ...entry });
      }
    }
  }
}

/** Moves the cursor of one stream by hand. */
export async function changeState(context: CliContext): Promise<void> {
  const given = context.arguments;
  const expected = needFlag(given, 'expect', '12 (the revision of state get)');
  const reason = needFlag(given, 'reason', '"the source corrected May"');
  const reached = needFlag(given, 'reached', '2026-05-01 (or beginning)');
  const [stream, ...others] = context.streams;
  const names = namesOf(context, stream);
  if (others.length > 0 || names.length !== 1) {
    throw new ConnectorError(
      'configuration',
      'A cursor is moved alone; name it with --stream, and with --partition where there are several.',
    );
  }
  const { store } = await context.places();
  const written = await setState(store, stream, {
    name: names[0],
    expected: Number(expected),
    reached: reached === 'beginning' ? undefined : reached,
    by: given.flags.by ?? context.options.env.USER ?? 'somebody',
    reason,
    now: context.ports(store).clock.now(),
  });
  context.say('state', { name: names[0], ...written });
}
