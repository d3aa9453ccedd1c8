import { Service, ServiceDependency } from '../model';

/** Most services depend on nothing; nobody may write into it. */
const NOTHING: Service['dependsOn'] = [];

/** The edges that are more than possible, in the short form of `Service.dependsOn`. */
export function toDependsOn(
  dependencies: readonly ServiceDependency[],
): Service['dependsOn'] {
  if (dependencies.length === 0) return NOTHING;
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
