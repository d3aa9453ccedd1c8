/**
 * Objects whose fields are read through a function. Every object that is given the same fields has the same shape, which is what
 * makes reading them cheap; a getter of its own for each object would give each a shape of its own.
 */

const ASK = Symbol('ask');

type Ask<K extends PropertyKey> = (name: K) => unknown;
interface Asked<K extends PropertyKey> {
  [ASK]: Ask<K>;
}

const getters = new Map<PropertyKey, PropertyDescriptor>();

/** The one getter for a field of this name. */
function getterOf<K extends PropertyKey>(name: K): PropertyDescriptor {
  let getter = getters.get(name);
  if (!getter) {
    getter = {
      enumerable: true,
      get(this: Asked<K>) {
        return this[ASK](name);
      },
    };
    getters.set(name, getter);
  }
  return getter;
}

/** Gives an object fields that are read by asking for their names. */
export function addAskedFields<K extends PropertyKey>(
  target: object,
  names: readonly K[],
  ask: Ask<K>,
): void {
  Object.defineProperty(target, ASK, { value: ask });
  for (const name of names) Object.defineProperty(target, name, getterOf(name));
}
