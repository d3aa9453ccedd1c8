/*
 * What every suite over sinks shares, whether they write to memory, to the demo platform or to real servers: ports that a fuse may end, a
 * namespace of its own for each promise.
 */
import type { SinkPorts } from './ask';
import type { Fuse, SinkBench } from './tableSink.conformance';
import type { TableSink } from './types';

/** Pauses are so much shorter than they would be. */
const FASTER = 20;

/** Ports whose calls a fuse may end, and whose pauses are short. */
export function testSinkPorts(fuse?: Fuse): SinkPorts {
  return {
    clock: {
      now: () => Date.now(),
      sleep: ms => new Promise(resolve => setTimeout(resolve, ms / FASTER)),
    },
    random: Math.random,
    fetch: (url, init) =>
      fuse ? fuse.around(() => fetch(url, init)) : fetch(url, init),
  };
}

/** The same sink with another namespace, so that many promises share one catalog. */
export function inNamespace(sink: TableSink, own: string): TableSink {
  const moved = <T extends { namespace: string }>(table: T): T => ({
    ...table,
    namespace: own + table.namespace,
  });
  return {
    kind: sink.kind,
    keepsCursor: sink.keepsCursor,
    ensure: table => sink.ensure(moved(table)),
    commit: (table, batch) => sink.commit(moved(table), batch),
    lastCommit: table => sink.lastCommit(moved(table)),
    read: async table => (await sink.read?.(moved(table))) ?? [],
  };
}

/** A storage for one promise, in a namespace of its own of a catalog that many share. */
export function benchIn(
  own: string,
  open: (fuse?: Fuse) => TableSink,
): SinkBench {
  return { open: async fuse => inNamespace(open(fuse), own) };
}
