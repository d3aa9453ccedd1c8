/** Credentials that stand where they should not, and Secrets and where they come from. */
import {
  asObject,
  asText,
  InventoryObject,
  KubernetesObject,
} from '../../kubernetes';
import { lastKnown, Observation } from '../../model';
import { findRedactions, isMark, Redaction } from '../../redaction';
import { mapObservation } from '../../telemetry';
import { FactContext, nameOfObject, workloadsOf } from './context';
import { documentsBeside } from './documentCredentials';
import { once } from './once';
import { extractReferences } from './references';
import {
  declarationOf,
  declaredOfKind,
  declaredTrees,
  notRenderedFor,
  treesAre,
} from './trees';

/** A place where a credential stands. */
export interface ExposedCredentialFact {
  object: string;
  /** Where in it, and of what kind. */
  what: string;
}

/** What was looked at, and the credentials that were found in it. */
export interface ExposedFact {
  looked: readonly string[];
  exposed: readonly ExposedCredentialFact[];
}

/** A Secret that the service uses, and where it comes from. */
export interface SecretSourceFact {
  secret: string;
  workload: string;
  /** `plain`: it is written into a manifest as it is. `managed`: something makes it. `unknown`: nobody can see. */
  from: 'plain' | 'managed' | 'unknown';
  because: string;
}

/**
 * Whether what was withheld could be read by whoever reads the manifest. What a SealedSecret holds is enciphered, what SOPS has touched too, and
 * what an ExternalSecret says of its source are names.
 */
export function isReadable(
  { kind, sops }: KubernetesObject,
  { path }: Redaction,
): boolean {
  if (sops !== undefined) return false;
  if (kind === 'SealedSecret') return !path.startsWith('spec.encryptedData');
  const isExternal = kind === 'ExternalSecret' || kind === 'PushSecret';
  return !isExternal || /(^|\.)template\./.test(path);
}

function exposedIn(entry: InventoryObject): ExposedCredentialFact[] {
  return findRedactions(entry.object)
    .filter(
      ({ path }) => path.startsWith('data.') || path.startsWith('binaryData.'),
    )
    .map(({ path, kind }) => ({
      object: nameOfObject(entry.object),
      what: `${path} (${kind})`,
    }));
}

/** Credentials in the ConfigMaps that the service uses. */
export function extractConfigCredentials(
  context: FactContext,
): Observation<ExposedFact> {
  return mapObservation(extractReferences(context), references => {
    const { cluster } = context.service;
    const entries = references.flatMap(({ kind, namespace, name }) =>
      kind === 'ConfigMap'
        ? context.index.get({ cluster, kind, namespace, name }) ?? []
        : [],
    );
    return {
      looked: entries.map(({ object }) => nameOfObject(object)),
      exposed: entries.flatMap(entry =>
        once(entry, 'exposed', () => exposedIn(entry)),
      ),
    };
  });
}

/** Credentials in the manifests of the service's workloads and of the ConfigMaps that they use, and in the documents beside them. */
export function extractManifestCredentials(
  context: FactContext,
): Observation<ExposedFact> {
  const { index, service } = context;
  return mapObservation(declaredTrees(context), () => {
    const references = lastKnown(extractReferences(context))?.value ?? [];
    const objects = [
      ...workloadsOf(context).flatMap(({ entry }) => entry?.object ?? []),
      ...references.flatMap(
        ({ kind, namespace, name }) =>
          index.get({ cluster: service.cluster, kind, namespace, name })
            ?.object ?? [],
      ),
    ];
    const declared = objects.flatMap(
      object => declarationOf(context, object) ?? [],
    );
    return {
      looked: declared.map(({ object }) => nameOfObject(object)),
      exposed: [
        ...declared.flatMap(({ object, origin, redacted }) =>
          redacted
            .filter(one => isReadable(object, one))
            .map(({ path, kind }) => ({
              object: nameOfObject(object),
              what: `${origin.path}:${origin.line} ${path} (${kind})`,
            })),
        ),
        ...documentsBeside(
          context,
          declared.map(({ origin }) => origin),
        ),
      ],
    };
  });
}

const MAKERS = [
  'ClusterExternalSecret',
  'SealedSecret',
  'ExternalSecret',
  'Certificate',
  'VaultStaticSecret',
  'VaultDynamicSecret',
  'OnePasswordItem',
  'BitwardenSecret',
];

function secretNameOf({ kind, spec, metadata }: KubernetesObject): string {
  const target = asObject(spec?.target);
  const destination = asObject(spec?.destination);
  const named =
    asText(spec?.secretName) ?? asText(target.name) ?? asText(destination.name);
  return kind === 'Certificate' || named ? named ?? '' : metadata.name;
}

/** Names of Secrets that these objects make, and what makes each. */
function makersAmong(
  objects: readonly KubernetesObject[],
): Map<string, string> {
  return new Map(
    objects.map(object => [
      `${object.metadata.namespace ?? ''}/${secretNameOf(object)}`,
      nameOfObject(object),
    ]),
  );
}

/** What makes the Secret of this name (`data/credentials`); declared or live. */
function makerOf(context: FactContext, secret: string): string | undefined {
  const { index, service } = context;
  const declared = once(treesAre(context), 'makers', () =>
    makersAmong(
      MAKERS.flatMap(kind =>
        declaredOfKind(context, kind).map(({ object }) => object),
      ),
    ),
  );
  const live = once(index, `makers ${service.cluster}`, () =>
    makersAmong(
      MAKERS.flatMap(kind =>
        index
          .byKind(kind)
          .filter(({ cluster }) => cluster === service.cluster)
          .map(({ object }) => object),
      ),
    ),
  );
  return declared.get(secret) ?? live.get(secret);
}

function sourceOf(
  context: FactContext,
  namespace: string,
  name: string,
): Pick<SecretSourceFact, 'from' | 'because'> {
  const maker = makerOf(context, `${namespace}/${name}`);
  if (maker) return { from: 'managed', because: `${maker} makes it` };
  const plain = declaredOfKind(context, 'Secret').find(
    ({ object, appliedTo }) =>
      object.metadata.name === name &&
      (object.metadata.namespace ?? appliedTo ?? namespace) === namespace,
  );
  const values = Object.values(asObject(plain?.object.data));
  const hasValues = values.some(one => isMark(asText(one) ?? ''));
  if (plain && values.length > 0 && plain.object.sops !== undefined)
    return {
      from: 'managed',
      because: `SOPS has enciphered it in ${plain.origin.path}:${plain.origin.line}`,
    };
  if (plain && hasValues)
    return {
      from: 'plain',
      because: `it is written into ${plain.origin.path}:${plain.origin.line}`,
    };
  if (plain && values.length > 0)
    return {
      from: 'unknown',
      because: `${plain.origin.path}:${plain.origin.line} leaves its values to whoever fills them in`,
    };
  const hidden = notRenderedFor(context, [namespace]);
  return {
    from: 'unknown',
    because:
      hidden.length > 0
        ? `${hidden[0]} was not rendered and may make it`
        : 'nothing that is read says where it comes from',
  };
}

/** Where the Secrets that the service uses come from. */
export function extractSecretSources(
  context: FactContext,
): Observation<readonly SecretSourceFact[]> {
  const references = extractReferences(context);
  const known = lastKnown(references)?.value;
  if (!known) return references as Observation<never>;
  const secrets = known.filter(
    ({ kind, optional }) => kind === 'Secret' && !optional,
  );
  if (secrets.length === 0) return mapObservation(references, () => []);
  return mapObservation(declaredTrees(context), () => {
    return secrets.map(({ object, workload, namespace, name }) => ({
      secret: object,
      workload,
      ...sourceOf(context, namespace, name),
    }));
  });
}
