import {
  ExternalAnswer,
  Observation,
} from '@254carbon/backstage-plugin-platform-common';

/** Hosts below a domain that may be called as they are, and who the portal is to what stands in front of them. */
export interface ExternalDomain {
  /** `example.com`: itself and every host below. */
  domain: string;
  /** Sent with every question but those for challenges. */
  headers: Readonly<Record<string, string>>;
}

/** How external addresses are asked. Durations in milliseconds. */
export interface ExternalConfig {
  enabled: boolean;
  intervalMs: number;
  timeoutMs: number;
  domains: readonly ExternalDomain[];
}

/** What external addresses say from outside. */
export interface PlatformExternal {
  /**
   * What every address said when it was asked last, as old as the oldest of the answers; `undefined` when they are not asked (switched off, or
   * the services are not known yet). The same list for as long as nobody says anything else.
   */
  current(): Observation<readonly ExternalAnswer[]> | undefined;
  /** Whether every address that may be asked has been asked once. Absent: none is asked. */
  isAsked?(): boolean;
  /** Calls `listener` after an address said something else than before; gives the function that stops that. */
  onChange(listener: () => void): () => void;
}
