/**
 * A service that is the same one although what is known of it changes: each of its fields is read on its own, and only those who read a
 * field that says something else now are looked at again. Services are judged anew for their age all the time.
 */
import { Service, ServiceSchema } from '../../model';
import { KEEPS, Keeper } from '../../rules';
import { Keeping } from './Keeping';
import { Sources } from './Sources';

const FIELDS = Object.keys(ServiceSchema.shape) as (keyof Service)[];

/** See above. */
export class TracedService {
  /** What facts see. */
  readonly seen: Service;
  #service: Service;
  readonly #sources: Sources;

  constructor(service: Service, sources: Sources, keeping: Keeping) {
    this.#service = service;
    this.#sources = sources;
    const seen = {} as Service & Keeper;
    for (const field of FIELDS)
      Object.defineProperty(seen, field, {
        enumerable: true,
        get: () => this.#read(field),
      });
    Object.defineProperty(seen, KEEPS, {
      value: <T>(key: string, build: () => T) => keeping.keep(seen, key, build),
    });
    this.seen = seen;
  }

  /** The service as it is now. */
  get service(): Service {
    return this.#service;
  }

  #name(field: keyof Service): string {
    return `service ${this.#service.id} ${field}`;
  }

  #read<F extends keyof Service>(field: F): Service[F] {
    this.#sources.note(this.#name(field));
    return this.#service[field];
  }

  /**
   * It is this one now. Only inside a turn of the cells.
   *
   * @param isSame - Whether two values of a field say the same.
   */
  turnTo(
    service: Service,
    isSame: (one: unknown, other: unknown) => boolean,
  ): void {
    const before = this.#service;
    this.#service = service;
    if (before === service) return;
    for (const field of FIELDS) {
      const name = this.#name(field);
      if (this.#sources.has(name) && !isSame(before[field], service[field]))
        this.#sources.touch(name);
    }
  }
}
