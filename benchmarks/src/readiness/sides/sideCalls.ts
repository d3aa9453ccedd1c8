/** What a side is opened with. */
export interface OpenRequest {
  /** Connection string of a PostgreSQL database of its own. */
  connection: string;
  entities: number;
  rules: number;
  /** What the portal's rules say, a text of `1` (passes) and `0` an entity; the peer is given facts of which the same follows. */
  outcomes?: readonly string[];
}

/** What something cost. */
export interface Cost {
  milliseconds: number;
  /** Statements that the database was sent. */
  statements: number;
}

/** What the process of a side can be asked. */
export type ReadinessCalls = {
  /** Gets everything ready; gives what its rules say of each entity. */
  open: { params: OpenRequest; result: { outcomes: string[] } };
  /** Reads every score, with nothing kept in memory. */
  read: { params: undefined; result: Cost & { scores: number } };
  /** Judges everything anew and writes what that side writes. */
  evaluate: { params: undefined; result: Cost & { verdicts: number } };
  /** Changes one fact of one entity, and gives the cost until its score can be read. */
  change: {
    params: { round: number };
    result: Cost & { judgeMs: number; verdicts: number };
  };
};

/** What the process that reaches verdicts without a database can be asked. */
export type RateCalls = {
  run: {
    /** `kept`: with what each verdict rests on. */
    params: { services: number; kept: boolean };
    result: { rules: number; verdicts: number; cpuMs: number };
  };
};

/** What the process of a whole backend can be asked. */
export type BackendCalls = {
  /** Started as the configuration says that `--config` names. */
  start: { params: undefined; result: undefined };
};
