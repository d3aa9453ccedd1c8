import {
  asObject,
  asObjects,
  asText,
  asTexts,
  JsonObject,
  JsonValue,
  KubernetesObject,
} from '../../kubernetes';
import { Artefact } from '../types';
import { artefactAt, Place } from './place';

/** Kinds that say what to scrape, and where their endpoints stand. */
const SCRAPE_KINDS: Readonly<Record<string, string>> = {
  ServiceMonitor: 'endpoints',
  PodMonitor: 'podMetricsEndpoints',
  VMServiceScrape: 'endpoints',
  VMPodScrape: 'podMetricsEndpoints',
  VMStaticScrape: 'targetEndpoints',
  VMNodeScrape: '',
  Probe: '',
  ScrapeConfig: 'staticConfigs',
};
const GROUPS = /^(?:monitoring\.coreos\.com|operator\.victoriametrics\.com)\//;

function describeEndpoint(endpoint: JsonObject): string {
  const port = endpoint.port ?? endpoint.targetPort ?? '';
  const path = asText(endpoint.path) ?? '/metrics';
  const interval = asText(endpoint.interval);
  return `${port}${path}${interval ? ` every ${interval}` : ''}`;
}

function describeSelector(selector: JsonValue | undefined): string | undefined {
  const { matchLabels } = asObject(selector);
  const parts = Object.entries(asObject(matchLabels)).map(
    ([key, value]) => `${key}=${value}`,
  );
  return parts.length > 0 ? parts.join(',') : undefined;
}

/** What an object asks to be scraped; nothing for other kinds. */
export function recogniseScrapeObject(
  object: KubernetesObject,
  place: Place,
): Artefact[] {
  const isScrape =
    GROUPS.test(object.apiVersion) && Object.hasOwn(SCRAPE_KINDS, object.kind);
  if (!isScrape) return [];
  const spec = asObject(object.spec);
  const endpoints = asObjects(spec[SCRAPE_KINDS[object.kind]]);
  return [
    artefactAt(place, [], {
      kind: 'scrape-config',
      name: object.metadata.name,
      details: {
        selector: describeSelector(spec.selector),
        endpoints: endpoints.map(describeEndpoint).join(', '),
        namespace: object.metadata.namespace,
      },
    }),
  ];
}

/** Whether a document is a Prometheus or vmagent configuration. */
export function isScrapeFile(value: JsonValue): boolean {
  const { scrape_configs: configs, kind } = asObject(value);
  return kind === undefined && Array.isArray(configs);
}

/** The jobs of a Prometheus or vmagent configuration. */
export function recogniseScrapeFile(
  value: JsonValue,
  place: Place,
): Artefact[] {
  return asObjects(asObject(value).scrape_configs).flatMap((job, at) => {
    const name = asText(job.job_name);
    if (!name) return [];
    const targets = asObjects(job.static_configs).flatMap(({ targets: list }) =>
      asTexts(list),
    );
    const path = asText(job.metrics_path) ?? '/metrics';
    return [
      artefactAt(place, ['scrape_configs', at], {
        kind: 'scrape-config',
        name,
        details: {
          endpoints: targets.map(target => `${target}${path}`).join(', '),
        },
      }),
    ];
  });
}
