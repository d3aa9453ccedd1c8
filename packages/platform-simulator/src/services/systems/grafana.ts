/**
 * Grafana: the database's state in the health answer; the API wants a token. Dashboards are those of the ConfigMaps that
 * its sidecar loads, data sources those of its own ConfigMap.
 */
import { parse } from 'yaml';
import { html, json } from '../reply';
import type {
  Answer,
  KubernetesObject,
  ServiceCall,
  SystemAnswers,
} from '../types';

interface Model {
  uid: string;
  title: string;
  tags?: string[];
}

interface Provisioned {
  model: Model;
  createdAt: string;
}

function dataOf(object: KubernetesObject | undefined): string[] {
  const { data = {} } = (object ?? {}) as { data?: Record<string, string> };
  return Object.values(data);
}

function listDashboards({ state }: ServiceCall): Provisioned[] {
  return (state.list?.('ConfigMap') ?? [])
    .filter(({ metadata }) => metadata.labels?.grafana_dashboard === '1')
    .flatMap(object =>
      dataOf(object).map(text => ({
        model: JSON.parse(text) as Model,
        createdAt: object.metadata.creationTimestamp ?? '',
      })),
    );
}

function listDatasources(call: ServiceCall) {
  const { namespace } = call.target;
  const held = dataOf(
    call.state.find('ConfigMap', namespace, 'grafana-datasources'),
  );
  const { datasources = [] } = (parse(held.join('\n')) ?? {}) as {
    datasources?: {
      name: string;
      type: string;
      url: string;
      uid?: string;
      isDefault?: boolean;
    }[];
  };
  return datasources.map(({ name, type, url, uid, isDefault = false }, at) => ({
    id: at + 1,
    uid: uid ?? `P${at}`,
    orgId: 1,
    name,
    type,
    typeName: name,
    access: 'proxy',
    url,
    user: '',
    database: '',
    basicAuth: false,
    isDefault,
    jsonData: {},
    readOnly: true,
  }));
}

/** A valid token, or Grafana's own refusal. */
function authenticated(answer: Answer): Answer {
  return call => {
    const [, told] =
      /^Bearer (.+)$/.exec(call.request.headers.get('authorization') ?? '') ??
      [];
    if (!told) return json({ message: 'Unauthorized' }, 401);
    const valid = call.state.tokens?.grafana;
    return valid === undefined || told === valid
      ? answer(call)
      : json(
          {
            message: 'Invalid API key',
            messageId: 'api-key.invalid',
            statusCode: 401,
            traceID: '',
          },
          401,
        );
  };
}

function search(call: ServiceCall): Response {
  const limit = Number(call.query.get('limit') ?? 1_000);
  const page = Number(call.query.get('page') ?? 1);
  const wanted = call.query.get('query')?.toLowerCase() ?? '';
  const found = listDashboards(call).filter(({ model }) =>
    model.title.toLowerCase().includes(wanted),
  );
  return json(
    found.slice((page - 1) * limit, page * limit).map(({ model }, at) => ({
      id: at + 1,
      uid: model.uid,
      title: model.title,
      uri: `db/${model.uid}`,
      url: `/d/${model.uid}/${model.uid}`,
      slug: '',
      type: 'dash-db',
      tags: model.tags ?? [],
      isStarred: false,
      sortMeta: 0,
    })),
  );
}

function dashboard(call: ServiceCall): Response {
  const uid = decodeURIComponent(call.path.split('/').pop() ?? '');
  const found = listDashboards(call).find(({ model }) => model.uid === uid);
  if (!found) return json({ message: 'Dashboard not found', traceID: '' }, 404);
  const { model, createdAt } = found;
  return json({
    meta: {
      type: 'db',
      canSave: false,
      canEdit: false,
      slug: uid,
      url: `/d/${uid}/${uid}`,
      expires: '0001-01-01T00:00:00Z',
      created: createdAt,
      updated: createdAt,
      version: 1,
      isFolder: false,
      folderId: 0,
      folderUid: '',
      folderTitle: 'General',
      provisioned: true,
      provisionedExternalId: `${uid}.json`,
    },
    dashboard: { ...model, id: 1, version: 1 },
  });
}

/** Grafana. */
export const grafana: SystemAnswers = {
  name: 'Grafana',
  services: /^grafana/,
  routes: {
    '/api/health': () =>
      json({ commit: '895fbafb7a', database: 'ok', version: '10.2.0' }),
    '/healthz': () => html('Ok'),
    '/login': () => html('Grafana'),
    '/api/search': authenticated(search),
    '/api/dashboards/uid/*': authenticated(dashboard),
    '/api/datasources': authenticated(call => json(listDatasources(call))),
    '/api/v1/provisioning/alert-rules': authenticated(() => json([])),
    '/api/*': authenticated(() => json({ message: 'Not found' }, 404)),
  },
  otherwise: () => html('Grafana', 404),
};
