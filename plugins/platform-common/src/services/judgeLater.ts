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

/** Something whose judgement is made when it is asked for. */
class JudgedLater implements Judged {
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
  #held: Judged | (() => Judged);

  constructor(judge: () => Judged) {
    this.#held = judge;
    // One by one is quicker than all at once, and this is done for every service.
    for (const { part, property } of JudgedLater.#PROPERTIES)
      Object.defineProperty(this, part, property);
  }

  get #judged(): Judged {
    if (typeof this.#held === 'function') this.#held = this.#held();
    return this.#held;
  }
}

/** The service that is known so far, with a judgement that is made once, when it is asked for. */
export function judgeLater(
  known: Omit<Service, keyof Judged>,
  judge: () => Judged,
): Service {
  return Object.assign(new JudgedLater(judge), known);
}
