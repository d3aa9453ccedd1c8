/*
 * At the end of a run its rows are held against what is expected of them. An expectation of severity `fail` stops the
 * run before its last page is committed and before the cursor moves: the run is given up, and the next one reads the
 * same window again.
 */
import { writeCheckpoint } from '../checkpoint';
import { ConnectorError } from '../errors';
import { judgeQuality } from '../quality/judge';
import type { Tally } from '../quality/tally';
import type { QualityResult } from '../quality/types';
import type { OpenState } from './openRun';
import type { Session } from './session';

/** Judges a run, says it in numbers, and keeps it as an object. */
export async function judgeRun(
  session: Session,
  state: OpenState,
  tally: Tally,
): Promise<readonly QualityResult[]> {
  const { checks, ports, metrics, stream, name } = session;
  const now = ports.clock.now();
  const results = judgeQuality(checks, tally, now);
  if (results.length === 0) {
    return results;
  }
  for (const { check, severity, outcome } of results) {
    const labels = { stream: stream.name, check, severity };
    metrics.set(
      'connector_dq_check_result',
      labels,
      outcome === 'pass' ? 1 : 0,
    );
  }
  const document = {
    stream: stream.name,
    run: state.open.id,
    at: new Date(now).toISOString(),
    rows: tally.rows,
    results,
  };
  await ports.store.put(
    `quality/${name}/run=${state.open.id}.json`,
    Buffer.from(`${JSON.stringify(document, undefined, 2)}\n`),
  );
  return results;
}

/**
 * Gives the run up when an expectation that must hold does not.
 *
 * @throws ConnectorError `quality` that names the expectations.
 */
export async function assertQuality(
  session: Session,
  state: OpenState,
  results: readonly QualityResult[],
): Promise<void> {
  const { ports, stream, name } = session;
  const broken = results.filter(result => result.outcome === 'fail');
  for (const { check, severity, observed, expected } of broken) {
    ports.log('quality', {
      stream: stream.name,
      check,
      severity,
      observed,
      expected,
    });
  }
  const fatal = broken.filter(result => result.severity === 'fail');
  if (fatal.length === 0) {
    return;
  }
  const { reached, position } = state;
  await writeCheckpoint(ports.store, name, state, { reached, position });
  const why = fatal
    .map(
      ({ check, observed, expected }) =>
        `${check}: ${observed}, expected ${expected}`,
    )
    .join('; ');
  throw new ConnectorError(
    'quality',
    `The rows of '${stream.name}' are not what is expected (${why}); the cursor has not moved, so mend the source or the check and run again.`,
  );
}
