/** What Grafana knows, in our words. */
import { z } from 'zod';
import { InstantSchema } from '../model';

/** A question that a panel asks. */
export const PanelQuerySchema = z.object({
  refId: z.string(),
  /** PromQL, LogQL, or whatever the data source speaks; absent for data sources without text queries. */
  expression: z.string().optional(),
  /** Uid or name of the data source, or a variable such as `${datasource}`; absent is Grafana's default. */
  datasource: z.string().optional(),
  /** `prometheus`, `loki`, ... as the panel says. */
  datasourceType: z.string().optional(),
  hidden: z.boolean(),
});
/** A question that a panel asks. */
export type PanelQuery = z.infer<typeof PanelQuerySchema>;

/** A panel of a dashboard; rows are dissolved into their panels. */
export const PanelSchema = z.object({
  id: z.number().int().optional(),
  title: z.string(),
  type: z.string(),
  queries: z.array(PanelQuerySchema),
  /** The panel lives in Grafana's library and is shown by reference. */
  library: z.boolean(),
});
/** A panel of a dashboard. */
export type Panel = z.infer<typeof PanelSchema>;

/** A variable of a dashboard with what it can stand for. */
export const DashboardVariableSchema = z.object({
  name: z.string(),
  type: z.string(),
  /** Values that are chosen at present, as regular expression alternatives; empty when they are not known. */
  values: z.array(z.string()),
  /** What "All" stands for when it is chosen and was set by hand. */
  allValue: z.string().optional(),
  all: z.boolean(),
});
/** A variable of a dashboard. */
export type DashboardVariable = z.infer<typeof DashboardVariableSchema>;

/** A dashboard of Grafana. */
export const DashboardSchema = z.object({
  uid: z.string(),
  title: z.string(),
  folder: z.string().optional(),
  tags: z.array(z.string()),
  version: z.number().int().optional(),
  updatedAt: InstantSchema.optional(),
  /** Seconds between two refreshes; absent when somebody has to do it. */
  refreshSeconds: z.number().optional(),
  /** Written from a file or ConfigMap; edits in the browser do not last. */
  provisioned: z.boolean(),
  panels: z.array(PanelSchema),
  variables: z.array(DashboardVariableSchema),
});
/** A dashboard of Grafana. */
export type Dashboard = z.infer<typeof DashboardSchema>;

/** The dashboards of a Grafana; some may not have been readable. */
export interface DashboardsView {
  dashboards: Dashboard[];
  /** Dashboards that are listed and could not be read, with the reason. */
  unreadable: { uid: string; title: string; reason: string }[];
  /** Every dashboard was listed. */
  complete: boolean;
}

/** A data source of Grafana. */
export const GrafanaDatasourceSchema = z.object({
  uid: z.string(),
  name: z.string(),
  type: z.string(),
  url: z.string(),
  isDefault: z.boolean(),
});
/** A data source of Grafana. */
export type GrafanaDatasource = z.infer<typeof GrafanaDatasourceSchema>;

/** A rule that Grafana itself evaluates. */
export const GrafanaAlertRuleSchema = z.object({
  uid: z.string(),
  title: z.string(),
  group: z.string(),
  folderUid: z.string(),
  paused: z.boolean(),
  expressions: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
});
/** A rule that Grafana itself evaluates. */
export type GrafanaAlertRule = z.infer<typeof GrafanaAlertRuleSchema>;

/** What Grafana says of itself. */
export const GrafanaHealthSchema = z.object({
  database: z.string(),
  version: z.string().optional(),
});
/** What Grafana says of itself. */
export type GrafanaHealth = z.infer<typeof GrafanaHealthSchema>;
