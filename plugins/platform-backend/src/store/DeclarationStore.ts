import { RecordedDeclaration } from '@254carbon/backstage-plugin-platform-common';
import { Lease } from './Lease';

/** Remembers what people declared about services. */
export interface DeclarationStore {
  /** Those that end after `endsAfter` and were not withdrawn, or all; the latest end first, at most 500. */
  list(query: {
    /** All, when absent. */
    endsAfter?: Date;
    serviceIds?: readonly string[];
  }): Promise<RecordedDeclaration[]>;
  find(id: string): Promise<RecordedDeclaration | undefined>;
  add(declaration: RecordedDeclaration): Promise<void>;
  /**
   * Takes a declaration back.
   *
   * @throws NotFoundError when there is none.
   * @throws ConflictError when it has ended, or was withdrawn already.
   */
  withdraw(
    id: string,
    who: { by: string; at: string },
  ): Promise<RecordedDeclaration>;
  /** Forgets declarations that ended before `before`; gives how many. */
  prune(options: { lease: Lease; before: Date }): Promise<number>;
}

/** Most declarations that one answer carries. */
export const MOST_DECLARATIONS = 500;
