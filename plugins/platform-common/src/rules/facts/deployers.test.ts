import { indexObjects, KubernetesObject } from '../../kubernetes';
import { Service } from '../../model';
import { app, make } from '../benchmark/__fixtures__/objects';
import { NOW, SOURCE } from '../testing/observeNow';
import { FactContext, workloadsOf } from './context';
import { deployersOf } from './deployers';

const DEPLOYMENT = app({ name: 'orders' })[0];

function application(name: string, spec: object, status = {}) {
  return make('argoproj.io/v1alpha1', 'Application', `argocd/${name}`, {
    spec,
    status,
  });
}

/** Who deploys `Deployment data/orders` of the cluster `prod`, when Argo CD runs in `hub`, or in `prod` itself. */
function deployers(applications: KubernetesObject[], cluster = 'hub') {
  const at = (object: KubernetesObject, where: string) => ({
    cluster: where,
    object,
    source: SOURCE,
    observedAt: new Date(NOW).toISOString(),
  });
  const { apiVersion, kind, metadata } = DEPLOYMENT;
  const workload = { apiVersion, kind, cluster: 'prod', pods: [], ...metadata };
  const context = {
    index: indexObjects([
      at(DEPLOYMENT, 'prod'),
      ...applications.map(one => at(one, cluster)),
    ]),
    service: {
      id: 'orders',
      cluster: 'prod',
      workloads: [workload],
    } as unknown as Service,
    cluster: undefined,
    now: NOW,
  } as FactContext;
  const { sure, perhaps } = deployersOf(context, workloadsOf(context)[0]);
  const names = (all: typeof sure) =>
    all.map(({ object }) => object.metadata.name);
  return { sure: names(sure), perhaps: names(perhaps) };
}

const LISTED = {
  resources: [
    { group: 'apps', kind: 'Deployment', namespace: 'data', name: 'orders' },
  ],
};
const HERE = { server: 'https://kubernetes.default.svc', namespace: 'data' };
const THERE = { server: 'https://10.0.0.7:6443', namespace: 'data' };

describe('who deploys a workload', () => {
  it('is an Argo CD of another cluster that lists it for a cluster elsewhere', () => {
    expect(
      deployers([application('orders', { destination: THERE }, LISTED)]),
    ).toEqual({ sure: ['orders'], perhaps: [] });
  });

  it('is none that lists its like for its own cluster', () => {
    expect(
      deployers([
        application('orders', { destination: HERE }, LISTED),
        application('more', { destination: { ...HERE, server: undefined } }),
        application('named', { destination: { name: 'in-cluster' } }),
      ]),
    ).toEqual({ sure: [], perhaps: [] });
  });

  it('is perhaps one that is for its namespace, or names none, and lists nothing', () => {
    expect(
      deployers(
        [
          application('same', { destination: HERE }),
          application('any', { destination: { server: HERE.server } }),
          application('other', {
            destination: { ...HERE, namespace: 'edge' },
          }),
          application(
            'lists',
            { destination: HERE },
            {
              resources: [{ kind: 'Service', namespace: 'data', name: 'x' }],
            },
          ),
        ],
        'prod',
      ),
    ).toEqual({ sure: [], perhaps: ['same', 'any'] });
  });

  it('is the one that lists it, whoever else lists nothing', () => {
    expect(
      deployers(
        [
          application('same', { destination: HERE }),
          application('orders', { destination: HERE }, LISTED),
        ],
        'prod',
      ),
    ).toEqual({ sure: ['orders'], perhaps: [] });
  });
});
