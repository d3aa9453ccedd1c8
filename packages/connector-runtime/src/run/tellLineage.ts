import { buildLineageEvent } from '../lineage/lineageEvent';
import type { LineageState } from '../lineage/lineageEvent';
import type { QualityResult } from '../quality/types';
import type { OpenState } from './openRun';
import type { SchemaVersion } from './schemaVersions';
import type { Session } from './session';
import { tableAt } from './session';

/** Tells how a pass stands, to whoever listens to lineage. */
export async function tellLineage(
  session: Session,
  pass: { readonly state: OpenState; readonly version: SchemaVersion },
  state: LineageState,
  facts: {
    rows?: number;
    quality?: readonly QualityResult[];
    error?: string;
  } = {},
): Promise<void> {
  const { declaration, stream, ports, lineage, scrub, name } = session;
  const run = pass.state.open.id;
  const table = tableAt(session, pass.version);
  const event = buildLineageEvent({
    state,
    now: ports.clock.now(),
    connector: declaration.name,
    stream: name,
    run,
    from: {
      namespace: scrub(declaration.baseUrl),
      name: scrub(stream.path),
    },
    to: {
      namespace: table.namespace,
      name: `${table.namespace}.${table.name}`,
      schema: table.schema,
    },
    ...facts,
  });
  await lineage.emit(`${name}/run=${run}/${state.toLowerCase()}`, event);
}
