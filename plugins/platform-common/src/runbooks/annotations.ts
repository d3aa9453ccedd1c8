/** The annotations by which a runbook is known in the catalog: a `Resource` with `spec.type: runbook`. */
export const RUNBOOK_ANNOTATIONS = {
  /** The id of the runbook, and the address of its page: `/<id>/`. */
  id: '254carbon.com/runbook-id',
  /** `read-only`, `low` or `high`. */
  risk: '254carbon.com/runbook-risk',
  /** Names of the alerts that it is for, with commas between; absent when it is for none. */
  alerts: '254carbon.com/runbook-alerts',
  /** `never` or a date. */
  lastVerified: '254carbon.com/runbook-last-verified',
  /** Minutes, as a number in text. */
  estimatedMinutes: '254carbon.com/runbook-estimated-minutes',
  /** The entity whose documentation holds the page. */
  docsEntity: 'backstage.io/techdocs-entity',
  /** The path of the page in that documentation. */
  docsPath: 'backstage.io/techdocs-entity-path',
} as const;

/** `spec.type` of a runbook. */
export const RUNBOOK_TYPE = 'runbook';
