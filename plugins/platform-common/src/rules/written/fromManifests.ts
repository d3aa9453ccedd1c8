/** What an observation of a fact becomes when manifests are all that is read. */
import { failed, Observation, Source } from '../../model';
import { FactContext } from '../facts/context';

/** The manifests that a context is made of, as the source of what they say. */
export function manifestSource({ service }: FactContext): Source {
  return { kind: 'manifest', name: service.cluster };
}

/** A fact that only a running cluster tells. `what` follows "Only a running cluster tells". */
export function onlyLive<T>(
  context: FactContext,
  what: string,
): Observation<T> {
  return failed({
    reason: `Only a running cluster tells ${what}.`,
    now: context.now,
    source: manifestSource(context),
    failure: 'not-asked',
  });
}

/** A fact that these manifests cannot tell. */
export function notWritten<T>(
  context: FactContext,
  reason: string,
): Observation<T> {
  return failed({
    reason,
    now: context.now,
    source: manifestSource(context),
    failure: 'not-asked',
  });
}

/** The same observation, made of manifests: extractors take whatever holds objects for a cluster. */
export function fromManifests<T>(
  context: FactContext,
  observation: Observation<T>,
): Observation<T> {
  return observation.source.kind === 'cluster'
    ? { ...observation, source: manifestSource(context) }
    : observation;
}
