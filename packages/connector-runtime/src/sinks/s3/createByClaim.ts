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
const MAX_PAUSE_MS = 2_000;

interface Claim {
  readonly key: string;
  readonly at: number;
}

function claimsPrefix(key: string): string {
  return `.claims/${key}/`;
}

async function claim(
  store: ObjectStore,
  prefix: string,
  at: number,
): Promise<Claim> {
  const key = `${prefix}${at}-${randomUUID()}`;
  await store.put(key, Buffer.from('claim'));
  return { key, at };
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
  const until = clock.now() + CLAIM_LIFE_MS * 2;
  let mine: Claim | undefined;
  let pause = PAUSE_MS;
  try {
    while (clock.now() <= until && (await store.get(key)) === undefined) {
      mine ??= await claim(store, prefix, clock.now());
      const others = await otherClaims(store, prefix, mine.key, clock.now());
      const own = mine;
      const young = clock.now() - own.at < CLAIM_LIFE_MS / 2;
      if (others.length === 0 && young) {
        if ((await store.get(key)) !== undefined) {
          break;
        }
        await store.put(key, bytes);
        return;
      }
      // The smallest waits where it is; the others withdraw, as does a claim that others may soon call dead.
      if (!young || others.some(other => other.key < own.key)) {
        await store.remove(own.key);
        mine = undefined;
      }
      await clock.sleep(Math.floor(pause * (0.5 + random())));
      pause = Math.min(MAX_PAUSE_MS, pause * 1.5);
    }
  } finally {
    if (mine !== undefined) {
      await store.remove(mine.key);
    }
  }
  throw new ConnectorError(
    'conflict',
    `${key} exists already or is being written; another run is at work, let it end.`,
  );
}
