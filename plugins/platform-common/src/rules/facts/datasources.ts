/** The data sources of Grafana, and what their addresses lead to. */
import { InventoryObject } from '../../kubernetes';
import { Observation } from '../../model';
import { GrafanaDatasource } from '../../telemetry';
import { FactContext, nameOfObject } from './context';
import { kindState } from './readKinds';
import { joinParts, readingsOf } from './watching';

/** A data source of Grafana, and what its address leads to. */
export interface DatasourceFact {
  object: string;
  leads: 'there' | 'nowhere' | 'no-address' | 'outside' | 'none';
  address: string;
}

function serviceAt(
  context: FactContext,
  url: string,
): InventoryObject | undefined | 'outside' {
  const [name, namespace, third] = new URL(url).hostname.split('.');
  if (!namespace || (third !== undefined && third !== 'svc')) return 'outside';
  return context.index.get({
    cluster: context.service.cluster,
    kind: 'Service',
    namespace,
    name,
  });
}

function hasAddress(context: FactContext, service: InventoryObject): boolean {
  const { name, namespace } = service.object.metadata;
  const slices = context.index
    .byKind('EndpointSlice', { cluster: service.cluster, namespace })
    .filter(
      ({ object }) =>
        object.metadata.labels?.['kubernetes.io/service-name'] === name,
    );
  if (slices.length === 0) return true;
  return slices.some(
    ({ object }) =>
      Array.isArray(object.endpoints) && object.endpoints.length > 0,
  );
}

function datasourceFact(
  context: FactContext,
  { name, url }: GrafanaDatasource,
): DatasourceFact {
  const known = { object: `data source ${name}`, address: url };
  if (!URL.canParse(url)) return { ...known, leads: 'none' };
  const service = serviceAt(context, url);
  if (service === 'outside') return { ...known, leads: 'outside' };
  if (!service)
    return {
      ...known,
      leads: kindState(context, 'services')?.ok ? 'nowhere' : 'outside',
    };
  return {
    ...known,
    object: `data source ${name}, ${nameOfObject(service.object)}`,
    leads: hasAddress(context, service) ? 'there' : 'no-address',
  };
}

/** The data sources of the Grafana that the service is. */
export function extractDatasources(
  context: FactContext,
): Observation<readonly DatasourceFact[]> {
  const own = readingsOf(context, ['grafana']).filter(
    ({ serviceId }) =>
      serviceId === undefined || serviceId === context.service.id,
  );
  const parts = own.map(({ parts: { datasources } }) => datasources);
  return joinParts(context, parts, 'data sources', values =>
    values.flat().map(one => datasourceFact(context, one)),
  );
}
