/**
 * What is deployed from somewhere that no tree holds: a chart of a registry, another repository. The application or release is declared;
 * what it is made of is not known. Everything that Argo CD, Flux and Helm install carries a mark of what installed it, so that such an
 * object is told from one that nobody declared.
 */
import { asTextMap, KubernetesObject } from '../../kubernetes';
import { Artefact } from '../types';

const FLUX = ['kustomize.toolkit.fluxcd.io', 'helm.toolkit.fluxcd.io'];

/** Names of the applications and releases that an object says to be installed by. */
function installersOf({ metadata }: KubernetesObject): {
  argo: string[];
  flux: string[];
} {
  const labels = asTextMap(metadata.labels);
  const annotations = asTextMap(metadata.annotations);
  // `application:group/Kind:namespace/name`; an application of another namespace than Argo CD's is `namespace_application`.
  const tracked = annotations['argocd.argoproj.io/tracking-id']?.split(':')[0];
  const release = annotations['meta.helm.sh/release-name'];
  const argo = [
    tracked,
    tracked?.split('_').at(-1),
    labels['argocd.argoproj.io/instance'],
    release === undefined && tracked === undefined
      ? labels['app.kubernetes.io/instance']
      : undefined,
  ];
  const flux = [...FLUX.map(group => labels[`${group}/name`]), release];
  const known = (names: (string | undefined)[]) =>
    names.flatMap(name => name ?? []);
  return { argo: known(argo), flux: known(flux) };
}

/** The source outside of the tree that an object comes from, in words; `undefined` when no such source says so. */
export function deliveredFrom(
  artefacts: readonly Artefact[],
  object: KubernetesObject,
): string | undefined {
  const { argo, flux } = installersOf(object);
  const source = artefacts.find(
    ({ kind, name, details }) =>
      details.found === 'elsewhere' &&
      ((kind === 'argo-source' && argo.includes(name)) ||
        (kind === 'flux-source' && flux.includes(name))),
  );
  if (!source) return undefined;
  const { chart, path, repository } = source.details;
  const what = chart
    ? `the chart ${chart}`
    : `what is in ${path || 'its folder'}`;
  const of = repository ? ` of ${repository}` : '';
  const tool = source.kind === 'argo-source' ? 'Argo CD' : 'Flux';
  return `${tool}'s ${source.name} deploys it: ${what}${of}, which is not among the manifests that the portal reads.`;
}
