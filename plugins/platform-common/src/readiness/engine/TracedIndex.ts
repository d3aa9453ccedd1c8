/**
 * An index of objects that is the same one although the objects change: it answers by whatever index it was turned to last, and notes
 * what each answer rests on. What it is asked most (pods of a workload, Services of a workload) is kept and asked again only when an
 * object that the answer rests on came, went or became another one.
 */
import {
  findPods,
  InventoryObject,
  KubernetesIndex,
  ObjectReference,
} from '../../kubernetes';
import { KEEPS, Keeper, ObjectLookup } from '../../rules';
import { Derived } from './Cell';
import { Cells } from './Cells';
import { Keeping, KeptThings } from './Keeping';
import { diffIndexes, ObjectChange } from './diffIndexes';
import { Sources } from './Sources';

type Found = readonly InventoryObject[];
type Place = { cluster: string; namespace?: string };
type Question = Exclude<
  keyof ObjectLookup,
  'objects' | 'get' | 'has' | 'byKind'
>;

function areSame(one: Found, other: Found): boolean {
  return (
    one.length === other.length && one.every((entry, at) => entry === other[at])
  );
}

function placeOf({ cluster, object }: InventoryObject): Place {
  return { cluster, namespace: object.metadata.namespace };
}

/** The answer to a question about one object. */
class Answer extends Derived<Found> {
  readonly #entry: InventoryObject;
  readonly #find: () => Found;
  readonly #all: Map<InventoryObject, Answer>;

  constructor(
    entry: InventoryObject,
    find: () => Found,
    all: Map<InventoryObject, Answer>,
  ) {
    super();
    this.#entry = entry;
    this.#find = find;
    this.#all = all;
  }

  override make(): Found {
    return this.#find();
  }

  override isSame(before: Found, after: Found): boolean {
    return areSame(before, after);
  }

  override forget(): void {
    this.#all.delete(this.#entry);
  }
}

/** See above. */
export class TracedIndex implements ObjectLookup, Keeper {
  readonly #cells: Cells;
  readonly #sources: Sources;
  readonly #keeping: Keeping;
  readonly #kept: KeptThings = new Map();
  readonly #answers = new Map<Question, Map<InventoryObject, Answer>>();
  #index: KubernetesIndex;

  constructor(cells: Cells, keeping: Keeping, index: KubernetesIndex) {
    this.#cells = cells;
    this.#sources = new Sources(cells);
    this.#keeping = keeping;
    this.#index = index;
  }

  /** Answers by this index from now on. Only inside a turn of the cells. */
  turnTo(index: KubernetesIndex): void {
    for (const change of diffIndexes(this.#index, index)) this.#tell(change);
    this.#index = index;
  }

  #tell({ before, after }: ObjectChange): void {
    const { cluster, object } = (after ?? before)!;
    const { kind, metadata } = object;
    const place = `${cluster}/${metadata.namespace ?? ''}`;
    const sources = this.#sources;
    sources.touch('objects');
    sources.touch(`kind ${kind}`);
    sources.touch(`kind ${place} ${kind}`);
    sources.touch(`name ${place} ${kind} ${metadata.name}`);
    if (!before || !after)
      sources.touch(`is ${place} ${kind} ${metadata.name}`);
    for (const version of [before, after]) {
      const { uid, ownerReferences = [] } = version?.object.metadata ?? {};
      if (uid) sources.touch(`uid ${cluster} ${uid}`);
      for (const owner of ownerReferences)
        sources.touch(`owned ${cluster} ${owner.uid}`);
    }
  }

  [KEEPS]<T>(key: string, build: () => T): T {
    return this.#keeping.keep(this.#kept, key, build);
  }

  get objects(): Found {
    this.#sources.note('objects');
    return this.#index.objects;
  }

  get(reference: ObjectReference): InventoryObject | undefined {
    const { cluster, namespace = '', kind, name } = reference;
    this.#sources.note(`name ${cluster}/${namespace} ${kind} ${name}`);
    return this.#index.get(reference);
  }

  has(reference: ObjectReference): boolean {
    const { cluster, namespace = '', kind, name } = reference;
    this.#sources.note(`is ${cluster}/${namespace} ${kind} ${name}`);
    return this.#index.has(reference);
  }

  byKind(kind: string, at?: Place): Found {
    this.#noteKind(kind, at);
    return this.#index.byKind(kind, at);
  }

  #noteKind(kind: string, at?: Place): void {
    const place = at ? `${at.cluster}/${at.namespace ?? ''} ` : '';
    this.#sources.note(`kind ${place}${kind}`);
  }

  #answer(
    question: Question,
    entry: InventoryObject,
    find: () => Found,
  ): Found {
    let answers = this.#answers.get(question);
    if (!answers) {
      answers = new Map();
      this.#answers.set(question, answers);
    }
    let answer = answers.get(entry);
    if (!answer) {
      answer = new Answer(entry, find, answers);
      answers.set(entry, answer);
    }
    return this.#cells.read(answer);
  }

  /** An answer that rests on whatever is of these kinds beside an object. */
  #fromNear(
    question: Question,
    entry: InventoryObject,
    kinds: readonly string[],
  ): Found {
    return this.#answer(question, entry, () => {
      for (const kind of kinds) this.#noteKind(kind, placeOf(entry));
      return this.#index[question](entry);
    });
  }

  ownedBy(owner: InventoryObject): Found {
    const { uid } = owner.object.metadata;
    if (uid) this.#sources.note(`owned ${owner.cluster} ${uid}`);
    return this.#index.ownedBy(owner);
  }

  ownersOf(entry: InventoryObject): Found {
    const owners = this.#index.ownersOf(entry);
    for (const { cluster, object } of [entry, ...owners])
      for (const { uid } of object.metadata.ownerReferences ?? [])
        this.#sources.note(`uid ${cluster} ${uid}`);
    return owners;
  }

  /** Pods that name a ReplicaSet which is not known; looked for once in a namespace. */
  #strayPods(place: Place): Found {
    const key = `strays ${place.cluster} ${place.namespace}`;
    return this[KEEPS](key, () => {
      this.#noteKind('Pod', place);
      this.#noteKind('ReplicaSet', place);
      return this.#index.strayPods(place);
    });
  }

  podsOf(workload: InventoryObject): Found {
    const lookup = {
      ownedBy: (owner: InventoryObject) => this.ownedBy(owner),
      ownersOf: (entry: InventoryObject) => this.#index.ownersOf(entry),
      strayPods: (place: Place) => this.#strayPods(place),
    };
    return this.#answer('podsOf', workload, () => findPods(lookup, workload));
  }

  podsOfService(service: InventoryObject): Found {
    return this.#fromNear('podsOfService', service, ['Pod']);
  }

  workloadsOfService(service: InventoryObject): Found {
    return this.#fromNear('workloadsOfService', service, [
      'Deployment',
      'StatefulSet',
      'DaemonSet',
      'ReplicaSet',
      'Pod',
    ]);
  }

  servicesOf(workload: InventoryObject): Found {
    return this.#answer('servicesOf', workload, () => {
      this.podsOf(workload);
      this.#noteKind('Service', placeOf(workload));
      return this.#index.servicesOf(workload);
    });
  }

  autoscalersOf(workload: InventoryObject): Found {
    return this.#fromNear('autoscalersOf', workload, [
      'HorizontalPodAutoscaler',
    ]);
  }

  ingressesOfService(service: InventoryObject): Found {
    return this.#fromNear('ingressesOfService', service, ['Ingress']);
  }

  ingressesOf(workload: InventoryObject): Found {
    const found = this.servicesOf(workload).flatMap(service =>
      this.ingressesOfService(service),
    );
    return [...new Set(found)];
  }

  claimsOf(workload: InventoryObject): Found {
    return this.#fromNear('claimsOf', workload, ['PersistentVolumeClaim']);
  }
}
