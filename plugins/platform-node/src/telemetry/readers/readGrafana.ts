/** Reads Grafana: its dashboards one by one, because its search tells no more than titles. */
import {
  DashboardsView,
  GrafanaAlertRulesAnswer,
  GrafanaDashboardAnswer,
  GrafanaDatasourcesAnswer,
  GrafanaHealthAnswer,
  GrafanaSearchAnswer,
  readJsonAnswer,
} from '@254carbon/backstage-plugin-platform-common';
import { Asker, AskError } from '../createAsker';
import { ReadParts } from '../types';

const HEALTH = '/api/health';
const SEARCH = '/api/search?type=dash-db';
const DASHBOARDS = '/api/dashboards/uid';
const DATASOURCES = '/api/datasources';
const ALERT_RULES = '/api/v1/provisioning/alert-rules';

const PAGE = 100;
const MOST_DASHBOARDS = 300;
/** As many in a row that cannot be read mean that none can. */
const ENOUGH_FAILURES = 5;

async function listDashboards(asker: Asker) {
  const found = new Map<string, { uid: string; title: string }>();
  for (let page = 1; found.size < MOST_DASHBOARDS; page += 1) {
    const items = await asker.json(
      `${SEARCH}&limit=${PAGE}&page=${page}`,
      GrafanaSearchAnswer,
    );
    for (const item of items) found.set(item.uid, item);
    if (items.length < PAGE)
      return { items: [...found.values()], complete: true };
  }
  return {
    items: [...found.values()].slice(0, MOST_DASHBOARDS),
    complete: false,
  };
}

async function readDashboards(asker: Asker): Promise<DashboardsView> {
  const { items, complete } = await listDashboards(asker);
  const view: DashboardsView = { dashboards: [], unreadable: [], complete };
  let inARow = 0;
  for (const { uid, title } of items) {
    try {
      const path = `${DASHBOARDS}/${encodeURIComponent(uid)}`;
      const dashboard = await asker.json(path, GrafanaDashboardAnswer);
      view.dashboards.push({ ...dashboard, uid });
      inARow = 0;
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      inARow += 1;
      const none = inARow === items.length;
      if (none || inARow >= ENOUGH_FAILURES) throw error;
      view.unreadable.push({ uid, title, reason: error.message });
    }
  }
  return view;
}

/** Reads a Grafana. */
export async function readGrafana(asker: Asker): Promise<ReadParts<'grafana'>> {
  return {
    health: await asker.part(HEALTH, () =>
      asker.ask(HEALTH, (answer, what) =>
        readJsonAnswer(answer, {
          what,
          schema: GrafanaHealthAnswer,
          good: [200, 503],
        }),
      ),
    ),
    dashboards: await asker.part(SEARCH, () => readDashboards(asker)),
    datasources: await asker.part(DATASOURCES, () =>
      asker.json(DATASOURCES, GrafanaDatasourcesAnswer),
    ),
    alertRules: await asker.part(ALERT_RULES, () =>
      asker.json(ALERT_RULES, GrafanaAlertRulesAnswer),
    ),
  };
}
