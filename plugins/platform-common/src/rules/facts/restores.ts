/** Restores: what proves a backup. */
import { asObject, asText, asTexts, asTime } from '../../kubernetes';
import { Observation } from '../../model';
import { FactContext, nameOfObject } from './context';
import { observeFact } from './readKinds';
import { once } from './once';
import { namespacesOf } from './strays';

/** A restore of the service's namespaces, the newest first. */
export interface RestoreFact {
  object: string;
  phase: string;
  /** End of it, or when it was made. */
  at?: string;
  /** How long it took, in hours; absent when it does not say. */
  hours?: number;
}

interface Known extends RestoreFact {
  includes: readonly string[];
  excludes: readonly string[];
}

function restoresOf({ index, service }: FactContext): Known[] {
  return once(index, `restores ${service.cluster}`, () =>
    index
      .byKind('Restore')
      .filter(
        ({ cluster, object }) =>
          cluster === service.cluster &&
          object.apiVersion.startsWith('velero.io/'),
      )
      .map(({ object }): Known => {
        const started = asTime(object.status?.startTimestamp);
        const ended = asTime(object.status?.completionTimestamp);
        const at =
          asText(object.status?.completionTimestamp) ??
          object.metadata.creationTimestamp;
        return {
          object: nameOfObject(object),
          phase: asText(asObject(object.status).phase) ?? 'New',
          includes: asTexts(object.spec?.includedNamespaces),
          excludes: asTexts(object.spec?.excludedNamespaces),
          ...(at ? { at } : {}),
          ...(started !== undefined && ended !== undefined
            ? { hours: (ended - started) / 3_600_000 }
            : {}),
        };
      })
      .sort((a, b) => (b.at ?? '').localeCompare(a.at ?? '')),
  );
}

/** The restores of the service's namespaces, the newest first. */
export function extractRestores(
  context: FactContext,
): Observation<readonly RestoreFact[]> {
  return observeFact(context, ['velero.io/restores'], () => {
    const spaces = namespacesOf(context);
    return restoresOf(context)
      .filter(({ includes, excludes }) =>
        spaces.some(
          space =>
            (includes.length === 0 ||
              includes.includes('*') ||
              includes.includes(space)) &&
            !excludes.includes(space),
        ),
      )
      .map(({ includes: _, excludes: __, ...fact }) => fact);
  });
}
