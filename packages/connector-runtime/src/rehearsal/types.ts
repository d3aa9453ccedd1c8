import type { ConnectorDeclaration } from '../declaration';
import type { SourcePorts } from '../source/types';

/** What callers of a webhook were told. */
export interface Called {
  /** Status of the call without a signature. */
  readonly refused: number;
  /** Statuses of the signed calls. */
  readonly statuses: readonly number[];
}

/** What stands in for the world: the connector pointed at it, and the ports that lead there. */
export interface World {
  readonly connector: ConnectorDeclaration;
  readonly ports: Partial<SourcePorts>;
  /** Recorded answers, of a source that is asked over HTTP. */
  readonly recorded: number;
  /** What happens while the connector runs, where somebody has to call it. */
  during?(): Promise<Called>;
}

/** Where a world is made from. */
export interface WorldOptions {
  readonly connector: ConnectorDeclaration;
  /** Folder of the repository, which holds `fixtures/`. */
  readonly root: string;
  /** The key of the rehearsal. */
  readonly key: string;
}
