import type { KubernetesObject } from '../kubernetes/types';
import { buildPlatform, calmDay, loseNode } from '.';
import { matches, ofKind, podSpec } from './derive/read';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);

interface Template {
  metadata: { labels?: Record<string, string> };
}

function keyOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`;
}

function within(object: KubernetesObject, objects: KubernetesObject[]) {
  return objects.filter(
    ({ metadata }) => metadata.namespace === object.metadata.namespace,
  );
}

/** Every reference that leads nowhere, as `what -> what`. */
function danglingReferences(objects: KubernetesObject[]): string[] {
  const present = new Set(objects.map(keyOf));
  const broken: string[] = [];
  const need = (from: KubernetesObject, kind: string, name: string) => {
    const key = `${kind} ${from.metadata.namespace}/${name}`;
    if (!present.has(key)) {
      broken.push(`${keyOf(from)} -> ${key}`);
    }
  };
  for (const pod of ofKind(objects, 'Pod')) {
    const spec = podSpec(pod);
    for (const volume of spec.volumes ?? []) {
      const { persistentVolumeClaim, configMap, secret } = volume;
      if (persistentVolumeClaim && spec.nodeName) {
        need(pod, 'PersistentVolumeClaim', persistentVolumeClaim.claimName);
      }
      if (configMap) need(pod, 'ConfigMap', configMap.name);
      if (secret) need(pod, 'Secret', secret.secretName);
    }
    for (const { valueFrom } of spec.containers.flatMap(it => it.env ?? [])) {
      if (valueFrom?.secretKeyRef) {
        need(pod, 'Secret', valueFrom.secretKeyRef.name);
      }
    }
    if (spec.serviceAccountName) {
      need(pod, 'ServiceAccount', spec.serviceAccountName);
    }
  }
  for (const ingress of ofKind(objects, 'Ingress')) {
    for (const { backend } of ingressPaths(ingress)) {
      need(ingress, 'Service', backend.service.name);
    }
  }
  for (const scaler of ofKind(objects, 'HorizontalPodAutoscaler')) {
    const { scaleTargetRef } = scaler.spec as {
      scaleTargetRef: { kind: string; name: string };
    };
    need(scaler, scaleTargetRef.kind, scaleTargetRef.name);
  }
  for (const object of objects) {
    if (
      object.metadata.namespace &&
      !present.has(`Namespace -/${object.metadata.namespace}`)
    ) {
      broken.push(`${keyOf(object)} -> its namespace`);
    }
  }
  return broken;
}

interface IngressPath {
  path: string;
  backend: { service: { name: string; port: { number: number } } };
}

function ingressPaths(ingress: KubernetesObject): IngressPath[] {
  const { rules } = ingress.spec as {
    rules: { host: string; http: { paths: IngressPath[] } }[];
  };
  return rules.flatMap(rule => rule.http.paths);
}

describe.each([
  ['the morning', buildPlatform({ now: NOW, seed: 7 })],
  ['a calm day', buildPlatform({ now: NOW, seed: 7, condition: calmDay })],
  ['a lost node', buildPlatform({ now: NOW, seed: 7, incident: loseNode })],
])('on %s', (_day, objects) => {
  const byUid = new Map(objects.map(it => [it.metadata.uid, it]));

  it('has an owner of the same name for every owner reference', () => {
    const lost = objects.flatMap(object =>
      (object.metadata.ownerReferences ?? [])
        .filter(({ uid, name, kind }) => {
          const owner = byUid.get(uid);
          return owner?.metadata.name !== name || owner.kind !== kind;
        })
        .map(({ kind, name }) => `${keyOf(object)} -> ${kind} ${name}`),
    );
    expect(lost).toEqual([]);
  });

  it('has an owner for every pod', () => {
    const orphans = ofKind(objects, 'Pod').filter(
      ({ metadata }) => !metadata.ownerReferences?.length,
    );
    expect(orphans.map(keyOf)).toEqual([]);
  });

  it('has selectors that match the templates and pods they own', () => {
    const wrong = objects
      .filter(({ kind }) =>
        ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'].includes(kind),
      )
      .filter(workload => {
        const { selector, template } = workload.spec as {
          selector: { matchLabels: Record<string, string> };
          template: Template;
        };
        const owned = ofKind(objects, 'Pod').filter(({ metadata }) =>
          metadata.ownerReferences?.some(
            ({ uid }) => uid === workload.metadata.uid,
          ),
        );
        return [
          { ...workload, metadata: { name: '', ...template.metadata } },
          ...owned,
        ].some(candidate => !matches(selector.matchLabels, candidate));
      });
    expect(wrong.map(keyOf)).toEqual([]);
  });

  it('has no two workloads whose selectors catch the same pod', () => {
    const workloads = objects.filter(({ kind }) =>
      ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind),
    );
    const caught = ofKind(objects, 'Pod').map(pod =>
      within(pod, workloads).filter(workload => {
        const { selector } = workload.spec as {
          selector: { matchLabels: Record<string, string> };
        };
        return matches(selector.matchLabels, pod);
      }),
    );
    expect(
      caught.filter(found => found.length > 1).map(found => found.map(keyOf)),
    ).toEqual([]);
  });

  it('has as many ready replicas in each status as ready pods', () => {
    const wrong = ofKind(objects, 'ReplicaSet').filter(set => {
      const ready = ofKind(objects, 'Pod').filter(
        pod =>
          pod.metadata.ownerReferences?.[0].uid === set.metadata.uid &&
          (
            pod.status as { conditions: { type: string; status: string }[] }
          ).conditions.some(
            ({ type, status }) => type === 'Ready' && status === 'True',
          ),
      );
      return (
        (set.status as { readyReplicas: number }).readyReplicas !== ready.length
      );
    });
    expect(wrong.map(keyOf)).toEqual([]);
  });

  it('has Endpoints that list exactly the pods behind each Service', () => {
    const wrong = ofKind(objects, 'Service').filter(service => {
      const { selector } = service.spec as {
        selector: Record<string, string>;
      };
      const expected = within(service, ofKind(objects, 'Pod')).filter(
        pod =>
          matches(selector, pod) &&
          !['Succeeded', 'Failed'].includes(
            (pod.status as { phase: string }).phase,
          ) &&
          podSpec(pod).nodeName,
      );
      const endpoints = within(service, ofKind(objects, 'Endpoints')).find(
        ({ metadata }) => metadata.name === service.metadata.name,
      );
      const { subsets = [] } = endpoints as {
        subsets?: {
          addresses?: { targetRef: { name: string } }[];
          notReadyAddresses?: { targetRef: { name: string } }[];
        }[];
      };
      const listed = subsets.flatMap(subset =>
        [...(subset.addresses ?? []), ...(subset.notReadyAddresses ?? [])].map(
          ({ targetRef }) => targetRef.name,
        ),
      );
      return (
        listed.sort().join() !==
        expected
          .map(({ metadata }) => metadata.name)
          .sort()
          .join()
      );
    });
    expect(wrong.map(keyOf)).toEqual([]);
  });

  it('gives no address twice', () => {
    const addresses = [
      ...ofKind(objects, 'Pod')
        .filter(pod => !podSpec(pod).hostNetwork)
        .map(({ status }) => (status as { podIP?: string }).podIP),
      ...ofKind(objects, 'Service').map(
        ({ spec }) => (spec as { clusterIP: string }).clusterIP,
      ),
    ].filter(address => address && address !== 'None');
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('has only the references to nothing that are meant to be there', () => {
    expect(danglingReferences(objects)).toEqual([
      'HorizontalPodAutoscaler ray-system/ray-serve-hpa -> Deployment ray-system/ray-serve',
    ]);
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(objects))).toEqual(objects);
  });
});
