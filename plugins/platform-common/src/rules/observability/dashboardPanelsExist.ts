import { bad, examineRule, good, open } from '../examine';

/** Panel types that Grafana no longer loads, and since which major version. */
const GONE: Readonly<Record<string, number>> = {
  singlestat: 11,
  'grafana-piechart-panel': 11,
  'grafana-worldmap-panel': 11,
  'grafana-singlestat-panel': 11,
  'table-old': 12,
  graph: 12,
  'flant-statusmap-panel': 12,
  'natel-discrete-panel': 12,
  'jdbranham-diagram-panel': 12,
};

/** The panel types of its dashboards still exist. */
export const dashboardPanelsExist = examineRule({
  id: 'dashboard-panels-exist',
  version: 2,
  category: 'observability',
  title: 'The panel types of its dashboards still exist',
  why: 'A panel of a type that Grafana no longer loads shows an error instead of its data.',
  weight: 2,
  level: 'gold',
  appliesTo: {
    sentence: 'Services with a dashboard in Grafana, or one that is written',
  },
  facts: ['dashboards'],
  expected: 'types that this Grafana loads',
  good: 'Every panel type exists.',
  none: 'No dashboard is about it.',
  remedy: {
    text: 'Change the type: graph to timeseries, singlestat to stat, the pie chart plugin to piechart, table-old to table.',
  },
  look: ({ dashboards }) =>
    dashboards
      .filter(({ live, panelTypes }) => live || panelTypes.length > 0)
      .map(({ object, panelTypes, grafana }) => {
        const old = panelTypes.filter(type => Object.hasOwn(GONE, type));
        if (old.length === 0) return good(object, 'every type is current');
        const major = Number.parseInt(grafana ?? '', 10);
        if (Number.isNaN(major))
          return open(
            object,
            `${object} has ${old.join(
              ', ',
            )}; the version of Grafana is not known`,
          );
        const gone = old.filter(type => major >= GONE[type]);
        return gone.length > 0
          ? bad(
              object,
              `${object} has ${gone.join(
                ', ',
              )}, which Grafana ${grafana} does not load`,
            )
          : good(object, `${old.join(', ')} still loads in ${grafana}`);
      }),
});
