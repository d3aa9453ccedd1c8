/** Credentials in the documents of a tree, and whose they are: of those whose manifests lie beside them, else of who stands for the cluster. */
import { DeclaredOrigin, isWithin } from '../../declared';
import { lastKnown } from '../../model';
import { FactContext } from './context';
import type { ExposedCredentialFact } from './credentials';
import { once } from './once';
import { declaredIndex, declaredTrees, treesAre } from './trees';

/** A document with a credential in it, and the folder that it speaks of; none for the whole tree. */
interface Document extends ExposedCredentialFact {
  folder: string;
  source: string;
}

function documentsWith(context: FactContext): readonly Document[] {
  return once(treesAre(context), 'documents with credentials', () =>
    (lastKnown(declaredTrees(context))?.value ?? []).flatMap(({ artefacts }) =>
      artefacts
        .filter(({ kind }) => kind === 'credential')
        .map(({ name, details, origin: { path, source } }) => ({
          object: `document ${name}`,
          what: `it holds what looks like a credential (${details.what})`,
          folder: path.replace(/\/?[^/]*$/, ''),
          source,
        })),
    ),
  );
}

/** Credentials in every document of the trees. */
export function documentCredentials(
  context: FactContext,
): ExposedCredentialFact[] {
  return documentsWith(context).map(({ object, what }) => ({ object, what }));
}

/** Profiles of those who answer for what belongs to nobody. */
const STEWARDS: ReadonlySet<string | undefined> = new Set([
  'kubernetes-control-plane',
  'coredns',
]);

/** Credentials in documents that lie beside these manifests, or beside nobody's where the service stands for the cluster. */
export function documentsBeside(
  context: FactContext,
  origins: readonly DeclaredOrigin[],
): ExposedCredentialFact[] {
  const all = documentsWith(context);
  if (all.length === 0) return [];
  const isBeside = ({ folder, source }: Document, one: DeclaredOrigin) =>
    folder !== '' && one.source === source && isWithin(one.path, folder);
  const everything = [...declaredIndex(context).values()];
  const isSteward = STEWARDS.has(context.service.profileId);
  return all
    .filter(
      document =>
        origins.some(one => isBeside(document, one)) ||
        (isSteward &&
          !everything.some(({ origin }) => isBeside(document, origin))),
    )
    .map(({ object, what }) => ({ object, what }));
}
