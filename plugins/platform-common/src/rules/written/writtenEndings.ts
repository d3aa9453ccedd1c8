/** What keeps pods from ending, as far as it is written: a cluster may put sidecars beside them that no manifest names. */
import {
  asObjects,
  asText,
  asTexts,
  JsonObject,
  podTemplateOf,
} from '../../kubernetes';
import { observed, Observation } from '../../model';
import { FactContext, nameOf, workloadsOf } from '../facts/context';
import { EndingFact, SIDECARS } from '../facts/runs';
import { runsOf } from '../facts/workloads';
import { manifestSource, onlyLive } from './fromManifests';
import { hasKind } from './writtenWorkloads';

function isSidecar({ name, image }: JsonObject): boolean {
  const program = /([^/:@]+)(?::[^/]*|@.*)?$/.exec(asText(image) ?? '')?.[1];
  return [asText(name), program].some(
    called => called !== undefined && SIDECARS.test(called),
  );
}

/** Words by which a container tells another that the work is done, or is told. */
const TOLD = /quit|exit|kill|shutdown|terminat|preStop/i;

function isTold(spec: JsonObject, containers: readonly JsonObject[]): boolean {
  if (spec.shareProcessNamespace === true) return true;
  return containers.some(({ command, args, env, lifecycle }) =>
    TOLD.test(
      [
        ...asTexts(command),
        ...asTexts(args),
        JSON.stringify([env, lifecycle]),
      ].join(' '),
    ),
  );
}

/** Sidecars that stand beside the work as if they were work themselves, and that nobody tells to end. */
function holdingIn(spec: JsonObject): string[] {
  const containers = asObjects(spec.containers);
  const sidecars = containers.filter(isSidecar);
  if (sidecars.length === containers.length) return [];
  return isTold(spec, containers)
    ? []
    : sidecars.map(({ name }) => asText(name) ?? 'a container');
}

/** Jobs whose pods will not end; where none is written, only a running cluster tells. */
export function writtenEndings(
  context: FactContext,
): Observation<readonly EndingFact[]> {
  const facts = workloadsOf(context).flatMap(({ declared, entry }) => {
    if (!entry || runsOf(declared.kind) !== 'to-end') return [];
    const holding = holdingIn(podTemplateOf(entry.object).spec);
    return [{ pod: nameOf(declared), done: false, holding }];
  });
  const isTelling = facts.some(({ holding }) => holding.length > 0);
  if (!isTelling && hasKind(context, ['Job', 'CronJob']))
    return onlyLive(context, 'what keeps pods from ending');
  return observed({
    value: isTelling ? facts : [],
    now: context.now,
    source: manifestSource(context),
  });
}
