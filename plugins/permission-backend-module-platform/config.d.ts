export interface Config {
  permission?: {
    /** Which groups (or users) of the catalog have which role in the portal. */
    roles?: {
      /** May change everything and use the Kubernetes proxy. Full entity refs. */
      operator?: string[];
      /** May create from templates, register entities and push to repositories. Full entity refs. */
      'data-engineer'?: string[];
      /** May read. Full entity refs. */
      analyst?: string[];
      /** May read, and approve what others ask for. Full entity refs. */
      approver?: string[];
    };
  };
}
