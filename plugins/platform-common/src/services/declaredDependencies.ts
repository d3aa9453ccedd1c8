/** What people declare on the objects of a service that it depends on. */
import { KubernetesObject } from '../kubernetes';
import type { Clue } from './inferDependencies';
import { SERVICE_ANNOTATIONS } from './readOverrides';
import { nameObject } from './readSettings';
import { ServiceDirectory } from './ServiceDirectory';
import { ServiceGroup } from './types';

/** What somebody wrote that a service depends on, and on which object. */
export interface DeclaredName {
  object: KubernetesObject;
  name: string;
}

const NO_NAMES: readonly DeclaredName[] = [];

/** The names that people wrote on a service's objects, each with the object. */
export function namesByPeople({
  annotated,
}: ServiceGroup): readonly DeclaredName[] {
  let found: DeclaredName[] | undefined;
  for (let at = 0; at < annotated.length; at += 1) {
    const { object } = annotated[at];
    const text = object.metadata.annotations?.[SERVICE_ANNOTATIONS.dependsOn];
    if (text === undefined) continue;
    found ??= [];
    for (const name of text.split(/[\s,]+/))
      if (name !== '') found.push({ object, name });
  }
  return found ?? NO_NAMES;
}

/** What these names mean, where they name services. */
export function declaredByPeople(
  names: readonly DeclaredName[],
  directory: ServiceDirectory,
): Clue[] {
  const key = SERVICE_ANNOTATIONS.dependsOn;
  return names.flatMap(({ object, name }): Clue[] => {
    const to = directory.resolve(name);
    if (to === undefined) return [];
    return [
      {
        to,
        confidence: 'certain',
        evidence: {
          what: `annotation ${key} declares it`,
          object: nameObject(object),
          path: `metadata.annotations[${key}]`,
          source: 'declared',
        },
      },
    ];
  });
}

/** What people declared a service to depend on, but which is no service; a sentence each. */
export function listUnknown(
  names: readonly DeclaredName[],
  directory: ServiceDirectory,
): string[] {
  return names
    .filter(({ name }) => directory.resolve(name) === undefined)
    .map(
      ({ object, name }) =>
        `${nameObject(
          object,
        )} declares that it depends on ${name}, which is no service; correct the annotation ${
          SERVICE_ANNOTATIONS.dependsOn
        }`,
    );
}
