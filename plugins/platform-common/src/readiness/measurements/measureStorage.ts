/** How much of the storage that is allocated is used. */
import {
  asObject,
  asText,
  InventoryObject,
  parseQuantity,
} from '../../kubernetes';
import { notGiven, VolumeUsage } from '../../rules';
import { combineObservations } from '../../telemetry';
import { deriveOrExplain, observeEverywhere } from './observeEverywhere';
import { Measurement, MeasuredValue } from './types';

const GIB = 2 ** 30;

/** Bytes of a claim: what it was given, or what it asks for as long as nothing tells. */
function capacityOf({ object }: InventoryObject): number | undefined {
  const given = asText(asObject(object.status?.capacity).storage);
  const asked = asText(
    asObject(asObject(object.spec?.resources).requests).storage,
  );
  return parseQuantity(given ?? asked ?? '');
}

const cut = (value: number) => Math.floor(value * 100) / 100;

function measureUse(
  claims: readonly InventoryObject[],
  usages: readonly VolumeUsage[],
): MeasuredValue | string {
  const used = new Map(
    usages.map(({ cluster, namespace, claim, used: share }) => [
      `${cluster} ${namespace}/${claim}`,
      share,
    ]),
  );
  let [all, known, full] = [0, 0, 0];
  for (const claim of claims) {
    const { namespace, name } = claim.object.metadata;
    const bytes = capacityOf(claim) ?? 0;
    const share = used.get(`${claim.cluster} ${namespace}/${name}`);
    all += bytes;
    if (share === undefined) continue;
    known += bytes;
    full += bytes * share;
  }
  if (all === 0) return 'There is no volume whose size is known.';
  const gib = (bytes: number) => Math.round(bytes / GIB);
  return {
    low: cut((full / all) * 100),
    high: cut(((full + all - known) / all) * 100),
    detail: `${gib(full)} of ${gib(all)} GiB are used; of ${gib(
      all - known,
    )} GiB nobody measures it`,
  };
}

/** Figures about storage. */
export const STORAGE_MEASUREMENTS: readonly Measurement[] = [
  {
    id: 'storage-used-share',
    title: 'Storage that is used, of what is allocated',
    unit: 'percent',
    measure: inputs => {
      const usage = inputs.knowledge?.volumeUsage;
      if (!usage) return notGiven('volumeUsage', inputs.now);
      const claims = observeEverywhere(inputs, ['persistentvolumeclaims'], () =>
        inputs.index.byKind('PersistentVolumeClaim'),
      );
      return deriveOrExplain(
        combineObservations({ claims, usage }, both => both),
        inputs.now,
        both => measureUse(both.claims, both.usage),
      );
    },
  },
];
