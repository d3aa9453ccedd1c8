/*
 * "Only if free" on a store that does not know conditions. Whoever wants to create a key writes a claim of its own
 * beside it and then lists the claims. Alone in that listing: nobody else who has claimed can believe the same, for
 * of two claims the later one sees the earlier. So the one who is alone looks whether the key is free, writes it and
 * takes its claim away. Whoever sees others and is not the smallest withdraws and comes back later.
 *
 * What this needs from the store: a listing that shows every finished write (S3, MinIO and most others; not a Swift
 * with lagging listings). What it cannot give: a process that stalls for longer than a claim lives, between its
 * listing and its write, may write over a newer winner. A claim therefore lives long against one request.
 */
import { randomUUID } from 'node:crypto';
import { ConnectorError } from '../../errors';
import type { Clock, ObjectStore, Random } from '../../ports';

/** A claim older than this was left by a process that died. */
export const CLAIM_LIFE_MS = 120_000;
const PAUSE_MS = 40;

interface Claim {
  readonly key: string;
  readonly at: number;
}

function claimsPrefix(key: string): string {
  return `.claims/${key}/`;
}

async function otherClaims(
  store: ObjectStore,
  prefix: string,
  mine: string,
  now: number,
): Promise<Claim[]> {
  const others: Claim[] = [];
  for (const key of await store.list(prefix)) {
    const at = Number(key.slice(prefix.length).split('-')[0]);
    if (key === mine) {
      continue;
    }
    if (now - at > CLAIM_LIFE_MS) {
      await store.remove(key);
    } else {
      others.push({ key, at });
    }
  }
  return others;
}

/**
 * Writes only when the key is free.
 *
 * @throws ConnectorError `conflict` when it is not, or when others keep claiming it for longer than a claim lives.
 */
export async function createByClaim(options: {
  store: ObjectStore;
  key: string;
  bytes: Uint8Array;
  clock: Clock;
  random: Random;
}): Promise<void> {
  const { store, key, bytes, clock, random } = options;
  const prefix = claimsPrefix(key);
  const started = clock.now();
  let mine: string | undefined;
  try {
    while (clock.now() - started <= CLAIM_LIFE_MS) {
      if ((await store.get(key)) !== undefined) {
        break;
      }
      if (mine === undefined) {
        const claim = `${prefix}${clock.now()}-${randomUUID()}`;
        await store.put(claim, Buffer.from('claim'));
        mine = claim;
      }
      const others = await otherClaims(store, prefix, mine, clock.now());
      if (others.length === 0) {
        if ((await store.get(key)) !== undefined) {
          break;
        }
        await store.put(key, bytes);
        return;
      }
      const claim = mine;
      if (others.some(other => other.key < claim)) {
        await store.remove(claim);
        mine = undefined;
      }
      await clock.sleep(Math.floor(PAUSE_MS * (0.5 + random())));
    }
  } finally {
    if (mine !== undefined) {
      await store.remove(mine);
    }
  }
  throw new ConnectorError(
    'conflict',
    `${key} exists already or is being written; another run is at work, let it end.`,
  );
}
