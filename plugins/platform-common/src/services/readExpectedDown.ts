import { annotationOf, InventoryObject } from '../kubernetes';
import { ExpectedDown } from '../model';
import { toGroupRef } from './describeOwner';
import { SERVICE_ANNOTATIONS } from './readOverrides';
import { nameObject } from './readSettings';

/** The form of the annotation, for people. */
const FORM = `${SERVICE_ANNOTATIONS.expectedDown}: '<reason>; owner=<group>; until=<date>'`;

/** What the annotations of a service declare, and what of it does not count. */
export interface ReadExpectedDown {
  expectedDown?: ExpectedDown;
  caveats: string[];
}

/** The end that a text names, in milliseconds; a day without a time lasts to its end, in UTC. */
function readEnd(text: string): number | undefined {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const time = Date.parse(isDay ? `${text}T23:59:59.999Z` : text);
  return /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(time)
    ? time
    : undefined;
}

/** The parts of `<reason>; owner=<ref>; until=<date>`, in any order. */
function readParts(text: string) {
  const parts = text.split(';').map(part => part.trim());
  const value = (key: string) =>
    parts
      .find(part => part.toLowerCase().startsWith(`${key}=`))
      ?.slice(key.length + 1)
      .trim() || undefined;
  const reason = parts
    .filter(part => !/^(owner|until)=/i.test(part) && part !== '')
    .join('; ')
    .replace(/^reason=\s*/i, '');
  return { reason, owner: value('owner'), until: value('until') };
}

function textOf({ object }: InventoryObject): string | undefined {
  return annotationOf(object, SERVICE_ANNOTATIONS.expectedDown);
}

function readOne(
  entry: InventoryObject,
  text: string,
  now: number,
): ReadExpectedDown {
  const { object, cluster } = entry;
  const { reason, owner, until } = readParts(text);
  const where = nameObject(object);
  const missing = [
    reason === '' ? 'reason' : undefined,
    owner === undefined ? 'owner' : undefined,
    until === undefined ? 'end' : undefined,
  ].filter(part => part !== undefined);
  if (owner === undefined || until === undefined || missing.length > 0)
    return {
      caveats: [
        `${where} declares that it is expected to be down, but without ${missing.join(
          ' and ',
        )}, so it does not count; write ${FORM}`,
      ],
    };
  const end = readEnd(until);
  if (end === undefined)
    return {
      caveats: [
        `${where} is expected to be down until '${until}', which is no date, so it does not count; write ${FORM}`,
      ],
    };
  if (end <= now)
    return {
      caveats: [
        `${where} was expected to be down until ${until} (${reason}); that has passed, so it no longer counts`,
      ],
    };
  return {
    expectedDown: {
      reason,
      owner: toGroupRef(owner),
      until: new Date(end).toISOString(),
      declaredBy: 'annotation',
      source: { kind: 'cluster', name: cluster, detail: where },
    },
    caveats: [],
  };
}

/**
 * Whether the objects of a service declare that it is meant to be down, at `now` (milliseconds since the
 * epoch). The declaration that lasts longest counts; incomplete and expired ones count as none.
 */
export function readExpectedDown(
  annotated: readonly InventoryObject[],
  now: number,
): ReadExpectedDown {
  const all: ReadExpectedDown[] = [];
  for (const entry of annotated) {
    const text = textOf(entry);
    if (text !== undefined) all.push(readOne(entry, text, now));
  }
  if (all.length === 0) return { caveats: [] };
  const [longest] = all
    .flatMap(({ expectedDown }) => expectedDown ?? [])
    .sort((a, b) => (a.until < b.until ? 1 : -1));
  return {
    ...(longest ? { expectedDown: longest } : {}),
    caveats: all.flatMap(({ caveats }) => caveats),
  };
}
