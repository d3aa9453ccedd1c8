/** Where backups are kept. */
import { asObject, asText } from '../../kubernetes';
import { Observation } from '../../model';
import { veleroObjects } from './backups';
import { FactContext, nameOfObject } from './context';
import { observeFact } from './readKinds';
import { once } from './once';
import { BackupLocationFact } from './volumeFacts';

/** The Kubernetes Service of the same cluster that answers at a host, by the cluster's DNS rule. */
function serviceAtHost(
  context: FactContext,
  host: string,
  namespace: string,
): string | undefined {
  const [name, second = namespace, third] = host.split('.');
  if (third !== undefined && third !== 'svc') return undefined;
  const { cluster } = context.service;
  const entry = context.index.get({
    cluster,
    kind: 'Service',
    namespace: second,
    name,
  });
  if (entry) return nameOfObject(entry.object);
  return third === 'svc' ? `Service ${second}/${name}` : undefined;
}

function hostOf(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  return new URL(address).hostname;
}

/** Velero's storage locations of the service's cluster, each with where it really is. */
export function extractBackupLocations(
  context: FactContext,
): Observation<readonly BackupLocationFact[]> {
  return observeFact(
    context,
    ['velero.io/backupstoragelocations', 'services'],
    () =>
      once(context.index, `locations ${context.service.cluster}`, () =>
        veleroObjects(context, 'BackupStorageLocation').map(({ object }) => {
          const { name, namespace = '' } = object.metadata;
          const host = hostOf(asText(asObject(object.spec?.config).s3Url));
          const insideCluster = host && serviceAtHost(context, host, namespace);
          const phase = asText(object.status?.phase);
          return {
            name,
            object: nameOfObject(object),
            isDefault: object.spec?.default === true,
            ...(phase ? { phase } : {}),
            ...(host ? { host } : {}),
            ...(insideCluster ? { insideCluster } : {}),
          };
        }),
      ),
  );
}
