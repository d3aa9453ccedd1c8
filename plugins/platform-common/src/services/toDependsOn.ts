import { Service, ServiceDependency } from '../model';

/** The edges that are more than possible, in the short form of `Service.dependsOn`. */
export function toDependsOn(
  dependencies: readonly ServiceDependency[],
): Service['dependsOn'] {
  return dependencies
    .filter(({ confidence }) => confidence !== 'possible')
    .map(({ to, source, evidence }) => ({
      serviceId: to,
      evidence: evidence
        .map(({ what, object }) => `${object}: ${what}`)
        .join('; '),
      confidence: source,
    }));
}
