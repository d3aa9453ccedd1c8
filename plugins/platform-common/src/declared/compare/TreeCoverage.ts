import { InventoryObject } from '../../kubernetes';
import { lastKnown, Observation } from '../../model';
import { isDelivery } from '../targets';
import { DeclaredTree, NotRendered } from '../types';
import { deliveredFrom } from './deliveredFrom';

/** A tree, and whether it is the newest there is. */
export interface KnownTree {
  tree: DeclaredTree;
  isFresh: boolean;
}

/**
 * What is not rendered and may hold an object of the namespace. Where Argo CD or Flux deploys folders of the tree, what none of
 * their applications names is not deployed.
 */
function hiddenIn(
  { artefacts, notRendered }: DeclaredTree,
  namespace: string | undefined,
): NotRendered | undefined {
  const isDeployed = artefacts.some(
    ({ kind, details }) => isDelivery(kind) && details.found === 'yes',
  );
  // A recipe for applications that only the cluster can follow may deploy any folder.
  const isOpen = artefacts.some(
    ({ kind, details }) => isDelivery(kind) && details.makes !== undefined,
  );
  return notRendered.find(({ namespaces }) =>
    namespaces === undefined
      ? !isDeployed || isOpen
      : namespace === undefined || namespaces.includes(namespace),
  );
}

/** What the trees can and cannot say about objects that they do not hold. */
export class TreeCoverage {
  readonly known: readonly KnownTree[];
  readonly caveats: string[] = [];
  readonly #unread: {
    path: string;
    line: number;
    names: ReadonlySet<string>;
  }[] = [];
  readonly #stale: string[] = [];
  readonly #unreadable: string[] = [];

  constructor(declared: readonly Observation<DeclaredTree>[]) {
    const known: KnownTree[] = [];
    for (const observation of declared) {
      const last = lastKnown(observation);
      if (last) known.push({ tree: last.value, isFresh: last.fresh });
      if (!observation.ok) {
        const { name } = observation.source;
        const what = last
          ? `is shown as it was read at ${last.observedAt}`
          : 'is not known';
        this.caveats.push(`The source ${name} ${what}: ${observation.reason}`);
        this.#stale.push(name);
      }
      if (last) this.#noteGaps(last.value);
    }
    this.known = known;
  }

  #noteGaps({ source, problems, notRendered }: DeclaredTree): void {
    for (const { kind, path, line, mentions = [] } of problems) {
      if (kind === 'unreadable') this.#unreadable.push(path);
      if (mentions.length > 0)
        this.#unread.push({ path, line, names: new Set(mentions) });
    }
    if (notRendered.length > 0) {
      this.caveats.push(
        `${notRendered.length} parts of ${source} are not rendered; what they declare is not known.`,
      );
    }
  }

  /** Whether any tree is for the cluster. */
  covers(cluster: string): boolean {
    return this.known.some(
      ({ tree }) => tree.cluster === undefined || tree.cluster === cluster,
    );
  }

  /** Why an object that no tree holds may be declared all the same; `undefined` when it is not. */
  whyUnknown({ cluster, object }: InventoryObject): string | undefined {
    if (this.#stale.length > 0) {
      return `The source ${
        this.#stale[0]
      } cannot be read at present and may declare it.`;
    }
    if (this.#unreadable.length > 0) {
      return `${this.#unreadable[0]} cannot be read and may declare it.`;
    }
    const { name, namespace } = object.metadata;
    const unread = this.#unread.find(({ names }) => names.has(name));
    if (unread)
      return `${unread.path}:${unread.line} names it and cannot be read.`;
    for (const { tree } of this.known) {
      const isFor = tree.cluster === undefined || tree.cluster === cluster;
      const hidden = isFor ? hiddenIn(tree, namespace) : undefined;
      if (hidden) return `${hidden.path} is not rendered and may declare it.`;
      const from = isFor ? deliveredFrom(tree.artefacts, object) : undefined;
      if (from) return from;
    }
    return undefined;
  }
}
