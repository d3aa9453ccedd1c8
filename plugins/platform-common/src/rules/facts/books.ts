/** The runbooks that are known: those that the portal keeps, and those that lie beside the manifests. */
import { DeclaredTree } from '../../declared';
import { Observation } from '../../model';
import { combineObservations, mapObservation } from '../../telemetry';
import { FactContext } from './context';
import { KnownRunbook, notGiven } from './knowledge';
import { once } from './once';
import { declaredTrees, treesAre } from './trees';

/** A runbook, and where it is written: `runbooks/trino-down.md:1`, or the portal's catalog. */
export interface Book extends KnownRunbook {
  place: string;
}

function split(text = ''): string[] {
  return text
    .split(',')
    .map(one => one.trim())
    .filter(Boolean);
}

function writtenBooks(
  context: FactContext,
  trees: readonly DeclaredTree[],
): readonly Book[] {
  return once(treesAre(context), 'books', () =>
    trees
      .flatMap(({ artefacts }) => artefacts)
      .filter(({ kind }) => kind === 'runbook')
      .map(({ name, details, origin }) => ({
        id: name,
        place: `${origin.path}:${origin.line}`,
        services: split(details.services),
        alerts: split(details.alerts),
        lastVerified: details.lastVerified ?? 'never',
      })),
  );
}

function keptBooks(kept: readonly KnownRunbook[]): readonly Book[] {
  return once(kept, 'books', () =>
    kept.map(book => ({ ...book, place: "the portal's catalog" })),
  );
}

/** Name of the entity that a reference leads to: `component:default/trino` and `trino` are both `trino`. */
export function nameInRef(ref: string): string {
  return ref.split('/').at(-1)!.split(':').at(-1)!.toLowerCase();
}

/** Books by the names of the services that they name. */
function byName(books: readonly Book[]): ReadonlyMap<string, readonly Book[]> {
  return once(books, 'by name', () => {
    const found = new Map<string, Book[]>();
    for (const book of books) {
      for (const name of new Set(book.services.map(nameInRef)))
        found.set(name, [...(found.get(name) ?? []), book]);
    }
    return found;
  });
}

type Shelf = readonly Book[];

/**
 * What follows from the runbooks, shelf by shelf. A shelf that is given and cannot be read may hold the one that is looked for,
 * so that nothing is known then; one that nobody gives is none.
 */
function fromShelves<R>(
  context: FactContext,
  derive: (shelves: readonly Shelf[]) => R,
): Observation<R> {
  const { declared, runbooks, now } = context;
  const hasTrees = declared !== undefined && declared.length > 0;
  if (!runbooks && !hasTrees) return notGiven('declared', now);
  const written = mapObservation(declaredTrees(context), trees =>
    writtenBooks(context, trees),
  );
  if (!runbooks) return mapObservation(written, one => derive([one]));
  const kept = mapObservation(runbooks, keptBooks);
  return hasTrees
    ? combineObservations({ written, kept }, both =>
        derive([both.written, both.kept]),
      )
    : mapObservation(kept, one => derive([one]));
}

/** The runbooks that name one of these services, each once by its id. */
export function booksNaming(
  context: FactContext,
  names: readonly string[],
): Observation<readonly Book[]> {
  return fromShelves(context, shelves => {
    const found = new Map<string, Book>();
    const own = shelves.flatMap(shelf =>
      names.flatMap(name => byName(shelf).get(name.toLowerCase()) ?? []),
    );
    for (const book of own) if (!found.has(book.id)) found.set(book.id, book);
    return [...found.values()];
  });
}

/** The ids of all runbooks. */
export function bookIds(context: FactContext): Observation<readonly string[]> {
  return fromShelves(context, shelves =>
    shelves.flatMap(shelf =>
      once(shelf, 'ids', () => shelf.map(({ id }) => id)),
    ),
  );
}
