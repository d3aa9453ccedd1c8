/**
 * A service says at once what it is; how it is, is judged when somebody first asks. What a service is becomes an entity of the
 * catalog, and thousands of them should not wait for judgements that nobody has asked for yet. A judgement is made
 * once, of what was seen when the service was made, and whoever copies the service or writes it as JSON has it too.
 */
import { Service } from '../model';

/** What is judged: how the workloads are, where it answers, what that says of its health. */
export type Judged = Pick<Service, 'workloads' | 'endpoints' | 'health'>;

/** Names of what is judged. */
const PARTS = ['workloads', 'endpoints', 'health'] as const;

/** What a service says at once. Maintenance is laid over it by `applyDeclarations`. */
export type Known = Omit<Service, keyof Judged | 'maintenance'>;

/** A service whose judgement is made when it is asked for. */
class JudgedLater implements Service {
  // Properties of its own, so that copies and JSON have them too.
  static readonly #PROPERTIES = PARTS.map(part => ({
    part,
    property: {
      enumerable: true,
      get(this: JudgedLater) {
        return this.#judged[part];
      },
    },
  }));
  declare readonly workloads: Service['workloads'];
  declare readonly endpoints: Service['endpoints'];
  declare readonly health: Service['health'];
  declare readonly id: string;
  declare readonly title: string;
  declare readonly description: string;
  declare readonly entityRef: string;
  declare readonly kind: Service['kind'];
  declare readonly type: string;
  declare readonly system: Service['system'];
  declare readonly owner: string;
  declare readonly lifecycle: Service['lifecycle'];
  declare readonly profileId?: string;
  declare readonly cluster: string;
  declare readonly namespace: string;
  declare readonly dependencies: Service['dependencies'];
  declare readonly dependsOn: Service['dependsOn'];
  declare readonly links: Service['links'];
  declare readonly deployedBy?: Service['deployedBy'];
  declare readonly icon?: string;
  declare readonly explanation: string[];
  declare readonly expectedDown?: Service['expectedDown'];
  declare readonly formerIds: string[];
  declare readonly caveats: string[];
  #held: Judged | (() => Judged);

  // One by one: room for all is made at once that way, and this is done for every service.
  constructor(known: Known, judge: () => Judged) {
    this.#held = judge;
    const properties = JudgedLater.#PROPERTIES;
    for (let at = 0; at < properties.length; at += 1)
      Object.defineProperty(this, properties[at].part, properties[at].property);
    this.id = known.id;
    this.title = known.title;
    this.description = known.description;
    this.entityRef = known.entityRef;
    this.kind = known.kind;
    this.type = known.type;
    this.system = known.system;
    this.owner = known.owner;
    this.lifecycle = known.lifecycle;
    if (known.profileId) this.profileId = known.profileId;
    this.cluster = known.cluster;
    this.namespace = known.namespace;
    this.dependencies = known.dependencies;
    this.dependsOn = known.dependsOn;
    this.links = known.links;
    if (known.deployedBy) this.deployedBy = known.deployedBy;
    if (known.icon) this.icon = known.icon;
    this.explanation = known.explanation;
    if (known.expectedDown) this.expectedDown = known.expectedDown;
    this.formerIds = known.formerIds;
    this.caveats = known.caveats;
  }

  get #judged(): Judged {
    if (typeof this.#held === 'function') this.#held = this.#held();
    return this.#held;
  }
}

/** The service that is known so far, with a judgement that is made once, when it is asked for. */
export function judgeLater(known: Known, judge: () => Judged): Service {
  return new JudgedLater(known, judge);
}
