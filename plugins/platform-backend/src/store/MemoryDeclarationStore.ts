import { RecordedDeclaration } from '@254carbon/backstage-plugin-platform-common';
import { mustStand } from './declarationErrors';
import { DeclarationStore, MOST_DECLARATIONS } from './DeclarationStore';
import { Lease, MemoryLease } from './Lease';

/** A {@link DeclarationStore} that forgets everything with the process; for tests and short-lived portals. */
export class MemoryDeclarationStore implements DeclarationStore {
  readonly #lease: MemoryLease;
  readonly #declarations = new Map<string, RecordedDeclaration>();

  constructor(lease: MemoryLease) {
    this.#lease = lease;
  }

  async list(query: { endsAfter?: Date; serviceIds?: readonly string[] }) {
    const after = query.endsAfter?.toISOString();
    return [...this.#declarations.values()]
      .filter(
        ({ until, withdrawnAt }) =>
          after === undefined || (until > after && !withdrawnAt),
      )
      .filter(({ serviceId }) => query.serviceIds?.includes(serviceId) ?? true)
      .sort((a, b) => b.until.localeCompare(a.until))
      .slice(0, MOST_DECLARATIONS);
  }

  async find(id: string) {
    return this.#declarations.get(id);
  }

  async add(declaration: RecordedDeclaration) {
    this.#declarations.set(declaration.id, declaration);
  }

  async withdraw(id: string, { by, at }: { by: string; at: string }) {
    const declaration = mustStand(id, this.#declarations.get(id), at);
    const next = { ...declaration, withdrawnAt: at, withdrawnBy: by };
    this.#declarations.set(id, next);
    return next;
  }

  async prune({ lease, before }: { lease: Lease; before: Date }) {
    this.#lease.check(lease);
    const until = before.toISOString();
    const old = [...this.#declarations.values()].filter(
      declaration => declaration.until < until,
    );
    for (const { id } of old) this.#declarations.delete(id);
    return old.length;
  }
}
