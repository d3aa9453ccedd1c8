import fc from 'fast-check';
import { typeOf } from '../resourceTypes';
import type { JsonValue, KubernetesObject } from '../types';
import { applyPatch, patchTypes } from './applyPatch';
import { mergePatch } from './mergePatch';

const deployments = typeOf({ apiVersion: 'apps/v1', kind: 'Deployment' });
const applications = typeOf({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
});

const web: KubernetesObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default', finalizers: ['a'] },
  spec: {
    replicas: 2,
    template: {
      spec: {
        tolerations: [{ key: 'x' }],
        containers: [
          {
            name: 'main',
            image: 'main:1',
            args: ['a', 'b'],
            env: [{ name: 'A', value: '1' }],
            ports: [{ containerPort: 80 }],
            volumeMounts: [{ name: 'data', mountPath: '/data' }],
          },
          { name: 'side', image: 'side:1' },
        ],
      },
    },
  },
};

function patchPodSpec(spec: JsonValue): JsonValue {
  const patched = applyPatch(web, {
    type: deployments,
    mediaType: patchTypes.strategic,
    patch: { spec: { template: { spec } } },
  });
  return JSON.parse(JSON.stringify(patched)).spec.template.spec;
}

describe('strategic merge', () => {
  it('changes one container and leaves the others', () => {
    expect(
      patchPodSpec({ containers: [{ name: 'main', image: 'main:2' }] }),
    ).toMatchObject({
      containers: [
        { name: 'main', image: 'main:2', args: ['a', 'b'] },
        { name: 'side', image: 'side:1' },
      ],
    });
  });

  it('merges the lists inside a container by their own keys', () => {
    expect(
      patchPodSpec({
        containers: [
          {
            name: 'main',
            args: ['c'],
            env: [{ name: 'B', value: '2' }],
            ports: [{ containerPort: 80, protocol: 'TCP', name: 'http' }],
            volumeMounts: [{ mountPath: '/data', name: 'other' }],
          },
        ],
      }),
    ).toMatchObject({
      containers: [
        {
          args: ['c'],
          env: [{ name: 'A' }, { name: 'B' }],
          ports: [{ containerPort: 80, name: 'http' }],
          volumeMounts: [{ mountPath: '/data', name: 'other' }],
        },
        {},
      ],
    });
  });

  it('replaces a list without a key', () => {
    expect(patchPodSpec({ tolerations: [{ key: 'y' }] })).toMatchObject({
      tolerations: [{ key: 'y' }],
    });
  });

  it('follows the directives that kubectl writes', () => {
    expect(
      patchPodSpec({
        $setElementOrder: undefined,
        '$setElementOrder/containers': [{ name: 'new' }, { name: 'main' }],
        containers: [
          { name: 'side', $patch: 'delete' },
          { name: 'new', image: 'new:1' },
        ],
      }),
    ).toMatchObject({ containers: [{ name: 'new' }, { name: 'main' }] });
  });

  it('adds to and takes from lists that are sets', () => {
    const patched = applyPatch(web, {
      type: deployments,
      mediaType: patchTypes.strategic,
      patch: {
        metadata: {
          finalizers: ['b'],
          '$deleteFromPrimitiveList/finalizers': ['a'],
        },
      },
    });
    expect(patched.metadata.finalizers).toEqual(['b']);
  });

  it('is refused for custom types', () => {
    expect(() =>
      applyPatch(web, {
        type: applications,
        mediaType: patchTypes.strategic,
        patch: {},
      }),
    ).toThrow(expect.objectContaining({ code: 415 }));
  });
});

describe('the other formats', () => {
  it('applies operations', () => {
    const patched = applyPatch(web, {
      type: deployments,
      mediaType: patchTypes.json,
      patch: [
        { op: 'test', path: '/spec/replicas', value: 2 },
        { op: 'replace', path: '/spec/replicas', value: 5 },
      ],
    });
    expect(patched.spec).toMatchObject({ replicas: 5 });
    expect(web.spec).toMatchObject({ replicas: 2 });
  });

  it.each([
    [[{ op: 'test', path: '/spec/replicas', value: 9 }], 422],
    [[{ op: 'remove', path: '/spec/nothing/there' }], 422],
    [{ spec: {} }, 400],
  ])('refuses operations that do not fit: %j', (patch, code) => {
    expect(() =>
      applyPatch(web, { type: deployments, mediaType: patchTypes.json, patch }),
    ).toThrow(expect.objectContaining({ code }));
  });

  it('refuses a format that nobody knows', () => {
    expect(() =>
      applyPatch(web, {
        type: deployments,
        mediaType: 'text/plain',
        patch: {},
      }),
    ).toThrow(expect.objectContaining({ code: 415 }));
  });

  it('keeps to RFC 7386: the patched value holds what the patch says, and patching twice changes nothing', () => {
    const json = fc.jsonValue();
    fc.assert(
      fc.property(json, json, (target, patch) => {
        const once = mergePatch(target as JsonValue, patch as JsonValue);
        expect(mergePatch(once, patch as JsonValue)).toEqual(once);
      }),
    );
  });
});
