/**
 * Objects that lead to nothing often bear nobody's name, and belong to no service then: an autoscaler whose target was renamed, an Ingress
 * whose backend never was. In a tree of manifests they are defects all the same. These facts hold what no service has been judged for.
 */
import { findRedactions } from '../../redaction';
import {
  asTextMap,
  InventoryObject,
  isEmptySelector,
  KubernetesObject,
  matchesSelector,
  podTemplateOf,
} from '../../kubernetes';
import { lastKnown, observed, Observation } from '../../model';
import { FactContext, nameOfObject } from '../facts/context';
import { isReadable } from '../facts/credentials';
import { documentCredentials } from '../facts/documentCredentials';
import { FactTable } from '../facts/definitions';
import { once } from '../facts/once';
import { routesOf } from '../facts/routes';
import { extractClusterAutoscalers } from '../facts/scaling';
import { selectorOf } from '../facts/selectorOf';
import { declaredIndex, declaredTrees, treesAre } from '../facts/trees';
import { FactName, FactValues } from '../facts/types';
import { manifestSource } from './fromManifests';
import { runningIn } from './running';
import { whyElsewhere } from './whyElsewhere';
import { WRITTEN_FACTS } from './writtenFacts';
import { scaledObjectFact, unlessElsewhere } from './writtenScaling';

/** Whether a rule has looked at an object for some service: `ingress-backend`, `Ingress shop/web`. */
export type WasJudged = (rule: string, object: string) => boolean;

/** Rules that are judged for what belongs to no service. */
export const STRAY_RULES: ReadonlySet<string> = new Set([
  'autoscaler-target',
  'budget-selects-pods',
  'service-has-endpoints',
  'ingress-backend',
  'host-unique',
  'argo-source-exists',
  'no-credential-in-configmap',
  'no-credential-in-manifest',
]);

function isElsewhere(context: FactContext, namespace: string, names: string[]) {
  return whyElsewhere(context, namespace, names) !== undefined;
}

function autoscalers(context: FactContext): FactValues['autoscalers'] {
  const all = lastKnown(extractClusterAutoscalers(context))?.value ?? [];
  const scaled = context.index
    .byKind('ScaledObject')
    .map(entry => scaledObjectFact(context, entry));
  return [...all, ...scaled].map(fact => unlessElsewhere(context, fact));
}

/** What a selector of an object comes to, in its namespace. */
function selects(
  context: FactContext,
  { object }: InventoryObject,
  selector: ReturnType<typeof selectorOf>,
): 'pods' | 'nothing' | 'unknown' {
  const { namespace, name } = object.metadata;
  const hits = runningIn(context, namespace).some(
    one =>
      one !== object && matchesSelector(selector, podTemplateOf(one).labels),
  );
  if (hits) return 'pods';
  const names = [name, ...Object.values(selector.matchLabels ?? {})];
  return isElsewhere(context, namespace ?? '', names) ? 'unknown' : 'nothing';
}

function budgets(context: FactContext): FactValues['namedBudgets'] {
  return context.index.byKind('PodDisruptionBudget').map(entry => {
    const selector = selectorOf(entry.object);
    return {
      object: nameOfObject(entry.object),
      selects: isEmptySelector(selector)
        ? 'unknown'
        : selects(context, entry, selector),
    };
  });
}

function services(context: FactContext): FactValues['networkServices'] {
  return context.index.byKind('Service').flatMap(entry => {
    const matchLabels = asTextMap(entry.object.spec?.selector);
    const isExternal =
      entry.object.spec?.type === 'ExternalName' ||
      Object.keys(matchLabels).length === 0;
    const state = isExternal
      ? 'pods'
      : selects(context, entry, { matchLabels });
    return state === 'nothing'
      ? [
          {
            object: nameOfObject(entry.object),
            external: false,
            readyAddresses: 0,
            notReadyAddresses: 0,
          },
        ]
      : [];
  });
}

function routes(context: FactContext): FactValues['routes'] {
  return context.index.byKind('Ingress').flatMap(entry =>
    routesOf(context, entry).map(fact => {
      const [, path = ''] = fact.backend.split(' ');
      const [namespace = '', name = ''] = path.split('/');
      return fact.leads === 'no-service' &&
        isElsewhere(context, namespace, [name])
        ? { ...fact, leads: 'unseen' as const }
        : fact;
    }),
  );
}

function sources(context: FactContext): FactValues['applicationSources'] {
  const trees = lastKnown(declaredTrees(context))?.value ?? [];
  const applications = new Map(
    context.index
      .byKind('Application')
      .map(({ object }) => [object.metadata.name, nameOfObject(object)]),
  );
  return trees
    .flatMap(({ artefacts }) => artefacts)
    .filter(({ kind }) => kind === 'argo-source')
    .map(({ name, details: { path, chart, found } }) => ({
      object: applications.get(name) ?? `Application ${name}`,
      path: path ?? chart ?? 'its source',
      found: found === 'yes' || found === 'no' ? found : 'elsewhere',
    }));
}

function exposed(
  context: FactContext,
  isMeant: (object: KubernetesObject) => boolean,
): FactValues['configCredentials'] {
  const all = once(treesAre(context), 'redactions', () =>
    [...declaredIndex(context).values()].map(({ object }) => ({
      object,
      found: findRedactions(object).filter(one => isReadable(object, one)),
    })),
  ).filter(({ object, found }) => found.length > 0 && isMeant(object));
  return {
    looked: all.map(({ object }) => nameOfObject(object)),
    exposed: all.flatMap(({ object, found }) =>
      found.map(({ path, kind }) => ({
        object: nameOfObject(object),
        what: `${path} (${kind})`,
      })),
    ),
  };
}

function isConfigMap({ kind }: KubernetesObject): boolean {
  return kind === 'ConfigMap';
}

function isManifest({ kind }: KubernetesObject): boolean {
  return kind !== 'ConfigMap';
}

type Strays = {
  readonly [K in FactName]?: (context: FactContext) => FactValues[K];
};

function tellStrays(wasJudged: WasJudged): Strays {
  const fresh = <T extends { object: string }>(
    rules: readonly string[],
    facts: readonly T[],
  ) =>
    facts.filter(({ object }) => !rules.some(rule => wasJudged(rule, object)));
  const left = (
    rule: string,
    { looked, exposed: found }: FactValues['configCredentials'],
  ) => ({
    looked: looked.filter(object => !wasJudged(rule, object)),
    exposed: fresh([rule], found),
  });
  return {
    autoscalers: context => fresh(['autoscaler-target'], autoscalers(context)),
    namedBudgets: context => fresh(['budget-selects-pods'], budgets(context)),
    networkServices: context =>
      fresh(['service-has-endpoints'], services(context)),
    routes: context =>
      fresh(['ingress-backend', 'host-unique'], routes(context)),
    applicationSources: context =>
      fresh(['argo-source-exists'], sources(context)),
    configCredentials: context =>
      left('no-credential-in-configmap', exposed(context, isConfigMap)),
    manifestCredentials: context => {
      const { looked, exposed: found } = exposed(context, isManifest);
      const all = [...found, ...documentCredentials(context)];
      return left('no-credential-in-manifest', { looked, exposed: all });
    },
  };
}

/** The facts about what no service has been judged for. */
export function strayFacts(wasJudged: WasJudged): FactTable<FactName> {
  const strays = Object.entries(tellStrays(wasJudged)).map(([name, tell]) => [
    name,
    {
      ...WRITTEN_FACTS[name as FactName],
      extract: (context: FactContext): Observation<unknown> =>
        observed({
          value: tell(context),
          now: context.now,
          source: manifestSource(context),
        }),
    },
  ]);
  return { ...WRITTEN_FACTS, ...Object.fromEntries(strays) };
}
