import { KubernetesObject } from '../kubernetes';
import { ExplainStep, ObjectQuestion } from '../model';
import { DeclaredLike, ExplainInput } from './ExplainInput';

/** Whether a manifest's object is the one that is meant. */
function isSame(
  { object }: DeclaredLike,
  wanted: Pick<KubernetesObject, 'kind'> & {
    metadata: { name: string; namespace?: string };
  },
): boolean {
  const { name, namespace } = object.metadata;
  return (
    object.kind === wanted.kind &&
    name === wanted.metadata.name &&
    (namespace === undefined || namespace === wanted.metadata.namespace)
  );
}

/** Whether a manifest declares an object that was seen; nothing when none are read or a program made it. */
export function manifestStep(
  object: KubernetesObject,
  declared: readonly DeclaredLike[] | undefined,
): ExplainStep[] {
  const owned = (object.metadata.ownerReferences ?? []).length > 0;
  if (!declared || owned) return [];
  const own = declared.filter(item => isSame(item, object));
  const evidence = own.slice(0, 5).map(({ origin }) => ({
    statement: `declared in ${origin.source}`,
    object: `${origin.path}:${origin.line}`,
  }));
  return own.length > 0
    ? [
        {
          what: 'manifest',
          outcome: 'yes',
          reason: `A manifest declares it: ${own[0].origin.path}, line ${own[0].origin.line}.`,
          evidence,
        },
      ]
    : [
        {
          what: 'manifest',
          outcome: 'no',
          reason:
            'No manifest that is read declares it, so it was made by hand or by a program.',
          evidence,
          cure: 'Declare it in a manifest of a configured source, or ignore this when a program makes it.',
        },
      ];
}

/** Whether a manifest declares an object that was not seen. */
export function undeployedSteps(
  { name, kind, namespace }: ObjectQuestion,
  { declared = [] }: ExplainInput,
): ExplainStep[] {
  const own = declared.filter(item =>
    isSame(item, {
      kind: kind ?? item.object.kind,
      metadata: {
        name,
        namespace: namespace ?? item.object.metadata.namespace,
      },
    }),
  );
  const [first] = own;
  if (!first) return [];
  return [
    {
      what: 'manifest',
      outcome: 'yes',
      reason: `It is written down in ${first.origin.path}, line ${first.origin.line}, but was not seen in a cluster.`,
      evidence: own.slice(0, 10).map(({ object, origin }) => ({
        statement: `${object.kind} ${object.metadata.name} is declared in ${origin.source}`,
        object: `${origin.path}:${origin.line}`,
      })),
      cure: 'Apply the manifest, or have Argo CD synchronise it; or remove it when it is not meant to run.',
    },
  ];
}
