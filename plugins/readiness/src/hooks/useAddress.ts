import { useSearchParams } from 'react-router-dom';

/**
 * Values that a page keeps in its address, by name, so that what is seen can be sent as a link. `ask` writes
 * several at once; an empty one, or one that is what the page shows anyway, is left out. The address is replaced,
 * and what else it says stays.
 */
export function useAddress<Name extends string>(
  initial: Readonly<Record<Name, string>>,
): {
  values: Record<Name, string>;
  ask: (change: Partial<Record<Name, string>>) => void;
} {
  const [query, setQuery] = useSearchParams();
  const names = Object.keys(initial) as Name[];
  const values = Object.fromEntries(
    names.map(name => [name, query.get(name) ?? initial[name]]),
  ) as Record<Name, string>;
  const ask = (change: Partial<Record<Name, string>>) =>
    setQuery(
      before => {
        const after = new URLSearchParams(before);
        for (const name of names) {
          const value = change[name];
          if (value === undefined) continue;
          if (value && value !== initial[name]) after.set(name, value);
          else after.delete(name);
        }
        return after;
      },
      { replace: true },
    );
  return { values, ask };
}
