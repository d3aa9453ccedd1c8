import { HumanDuration } from '@backstage/types';

export interface Config {
  /** How readiness is judged. */
  readiness?: {
    /** When readiness is judged, beside changes of the platform. */
    schedule?: {
      /** Time between two evaluations; 5 minutes unless set. */
      frequency?: HumanDuration | string;
      /** How long one evaluation may take; 2 minutes unless set. */
      timeout?: HumanDuration | string;
    };
    /** Weights by rule id that replace the rules' own; whole numbers above 0. */
    weights?: { [ruleId: string]: number };
    /** Ids of rules that are not judged. */
    disabledRules?: string[];
    /** How long the trend and the changes of verdicts are kept; 90 days unless set. */
    retention?: HumanDuration | string;
  };
}
