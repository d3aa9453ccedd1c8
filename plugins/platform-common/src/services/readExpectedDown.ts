import { InventoryObject } from '../kubernetes';
import { saidBy } from '../kubernetes/readValue';
import { ExpectedDown } from '../model';
import { toGroupRef } from './describeOwner';
import { SERVICE_ANNOTATIONS } from './readOverrides';
import { nameObject } from './readSettings';

const EXPECTED_DOWN = SERVICE_ANNOTATIONS.expectedDown;

/** The form of the annotation, for people. */
const FORM = `${EXPECTED_DOWN}: '<reason>; owner=<group>; until=<date>'`;

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
  // Named here: V8 finds what is named where it is asked for much quicker, and this is asked of every object.
  return saidBy(object.metadata.annotations?.[EXPECTED_DOWN]);
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

const UNDECLARED: ReadExpectedDown = { caveats: [] };

/**
 * Whether the objects of a service declare that it is meant to be down, at `now` (milliseconds since the
 * epoch). The declaration that lasts longest counts; incomplete and expired ones count as none.
 */
export function readExpectedDown(
  annotated: readonly InventoryObject[],
  now: number,
): ReadExpectedDown {
  let all: ReadExpectedDown[] | undefined;
  for (let at = 0; at < annotated.length; at += 1) {
    const text = textOf(annotated[at]);
    if (text !== undefined)
      (all ??= []).push(readOne(annotated[at], text, now));
  }
  if (!all) return UNDECLARED;
  const [longest] = all
    .flatMap(({ expectedDown }) => expectedDown ?? [])
    .sort((a, b) => (a.until < b.until ? 1 : -1));
  return {
    ...(longest ? { expectedDown: longest } : {}),
    caveats: all.flatMap(({ caveats }) => caveats),
  };
}
