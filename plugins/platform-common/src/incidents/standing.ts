/**
 * What an entity of a service carries besides what the service is: that it is meant to be down, that it is being worked on, that
 * what it is read from cannot be read. These change seldom (when they begin and when they end), so a catalog can hold them; how
 * the service is from moment to moment it cannot. A declaration carries its end with it: whoever reads one that has ended
 * takes it for none, whether or not somebody has taken it away already.
 */
import { Service } from '../model';

/** The annotations in which an entity carries them. */
export const STANDING_ANNOTATIONS = {
  /** `<reason>; owner=<ref>; until=<instant>`. */
  expectedDown: '254carbon.com/expected-down',
  /** `<reason>; owner=<ref>; from=<instant>; until=<instant>`. */
  maintenance: '254carbon.com/maintenance',
  /** Since when it cannot be read, ISO 8601 UTC. */
  staleSince: '254carbon.com/stale-since',
  /** Why it cannot be read, as a sentence. */
  staleReason: '254carbon.com/stale-reason',
  /** Its cluster is no longer configured; the value says so, with the cure. */
  orphaned: '254carbon.com/orphaned',
} as const;

/** A declaration as an annotation tells it. */
export interface StandingDeclaration {
  reason: string;
  /** Entity ref of who answers for it. */
  owner: string;
  /** ISO 8601 UTC; of maintenance only. */
  from?: string;
  /** ISO 8601 UTC. */
  until: string;
}

/** What an entity carries. */
export interface Standing {
  expectedDown?: StandingDeclaration;
  maintenance?: StandingDeclaration;
  stale?: { since: string; reason: string };
  orphaned?: string;
}

/** The text of an annotation about a declaration. */
export function writeStanding(declaration: StandingDeclaration): string {
  const { reason, owner, from, until } = declaration;
  const start = from === undefined ? '' : `; from=${from}`;
  return `${reason.replace(
    /\s+/g,
    ' ',
  )}; owner=${owner}${start}; until=${until}`;
}

const FORM =
  /^(?<reason>.*); owner=(?<owner>\S+?)(?:; from=(?<from>\S+?))?; until=(?<until>\S+)$/;

/** The declaration that a text tells, when it has not ended at `now` (milliseconds since the epoch). */
function readDeclaration(
  text: string | undefined,
  now: number,
): StandingDeclaration | undefined {
  const parts = text === undefined ? undefined : FORM.exec(text)?.groups;
  if (!parts || !(Date.parse(parts.until) > now)) return undefined;
  const { reason, owner, from, until } = parts;
  return { reason, owner, ...(from ? { from } : {}), until };
}

/** The annotations about what people declare of a service; none when they declare nothing. */
export function declaredAnnotations({
  expectedDown,
  maintenance,
}: Pick<Service, 'expectedDown' | 'maintenance'>): Record<string, string> {
  return {
    ...(expectedDown
      ? { [STANDING_ANNOTATIONS.expectedDown]: writeStanding(expectedDown) }
      : {}),
    ...(maintenance
      ? { [STANDING_ANNOTATIONS.maintenance]: writeStanding(maintenance) }
      : {}),
  };
}

/** What the annotations of an entity say at `now` (milliseconds since the epoch). */
export function readStanding(
  annotations: Readonly<Record<string, string>> | undefined,
  now: number,
): Standing {
  const texts = annotations ?? {};
  const expectedDown = readDeclaration(
    texts[STANDING_ANNOTATIONS.expectedDown],
    now,
  );
  const maintenance = readDeclaration(
    texts[STANDING_ANNOTATIONS.maintenance],
    now,
  );
  const since = texts[STANDING_ANNOTATIONS.staleSince];
  const orphaned = texts[STANDING_ANNOTATIONS.orphaned];
  return {
    ...(expectedDown ? { expectedDown } : {}),
    ...(maintenance ? { maintenance } : {}),
    ...(since
      ? {
          stale: {
            since,
            reason: texts[STANDING_ANNOTATIONS.staleReason] ?? '',
          },
        }
      : {}),
    ...(orphaned ? { orphaned } : {}),
  };
}
