import { parseEntityRef } from '@backstage/catalog-model';
import { useApiHolder } from '@backstage/core-plugin-api';
import { entityPresentationApiRef } from '@backstage/plugin-catalog-react';
import { useCallback, useEffect, useState } from 'react';

/** `platform-engineering` of `group:default/platform-engineering`; the text itself when it is no entity ref. */
export function nameOfRef(ref: string): string {
  try {
    return parseEntityRef(ref).name;
  } catch {
    return ref;
  }
}

/** Named as the context, a kind is not written before the name of what has no title. */
function kindOfRef(ref: string): string | undefined {
  try {
    return parseEntityRef(ref).kind;
  } catch {
    return undefined;
  }
}

/**
 * What entities are called where only a text has room, as in a choice or a heading: the title that links to them show.
 * Until the catalog has answered, and where it knows no title, an entity is called by its name.
 */
export function useEntityTitles(
  refs: readonly string[],
): (ref: string) => string {
  const presentation = useApiHolder().get(entityPresentationApiRef);
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());
  const asked = [...new Set(refs)].sort().join('\n');
  useEffect(() => {
    if (!presentation || !asked) return undefined;
    let isCurrent = true;
    const titleOf = async (ref: string) => {
      const { primaryTitle } = await presentation.forEntity(ref, {
        defaultKind: kindOfRef(ref),
        defaultNamespace: 'default',
      }).promise;
      return [ref, primaryTitle] as const;
    };
    Promise.all(asked.split('\n').map(titleOf)).then(
      found => isCurrent && setTitles(new Map(found)),
      // The names stay.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [presentation, asked]);
  return useCallback(ref => titles.get(ref) ?? nameOfRef(ref), [titles]);
}
