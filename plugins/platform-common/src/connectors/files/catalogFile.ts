import type { JsonObject } from '../../kubernetes';
import type { ConnectorSpec } from '../ConnectorSpecSchema';
import type { ConnectorPlan } from '../plan';
import { yamlText } from '../text';
import { dashboardUid } from './dashboardFile';

/** What the repository is made from, as the catalog says it. */
export interface MadeFrom {
  /** Name of the template. */
  readonly template: string;
  readonly templateVersion: string;
}

const API_VERSION = 'backstage.io/v1alpha1';

/** What a connector is for, in one sentence. */
export function describeConnector(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
): string {
  return `${spec.description ?? plan.summary}.`.replace(/\.\.$/, '.');
}

/** The catalog takes 63 characters of letters, digits and a few signs for a tag. */
function tagOf(name: string): string {
  return name.slice(0, 63).replace(/-+$/, '');
}

function component(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  made: MadeFrom,
): JsonObject {
  const { name, namespace, owner, table } = spec;
  return {
    apiVersion: API_VERSION,
    kind: 'Component',
    metadata: {
      name,
      ...(spec.title && { title: spec.title }),
      description: describeConnector(spec, plan),
      annotations: {
        'backstage.io/techdocs-ref': 'dir:.',
        'backstage.io/kubernetes-id': name,
        'backstage.io/kubernetes-namespace': namespace,
        'grafana/dashboard-selector': `uid == '${dashboardUid(name)}'`,
        '254carbon.com/template': `template:default/${made.template}`,
        '254carbon.com/template-version': made.templateVersion,
        '254carbon.com/data-source': plan.source.name,
        '254carbon.com/series': plan.series.join(','),
        '254carbon.com/schedule': spec.schedule,
        '254carbon.com/timezone': spec.timezone,
        '254carbon.com/scheduler': spec.scheduler,
        '254carbon.com/workflow': name,
        '254carbon.com/table': `${table.namespace}.${table.name}`,
      },
      tags: [...new Set([tagOf(plan.source.name), 'ingestion'])],
    },
    spec: {
      type: 'data-pipeline',
      lifecycle: spec.lifecycle,
      owner,
      system: 'data',
      dependsOn: [`resource:default/${plan.source.name}`],
    },
  };
}

function dataset(spec: ConnectorSpec, plan: ConnectorPlan): JsonObject {
  const { name, owner, table } = spec;
  return {
    apiVersion: API_VERSION,
    kind: 'Resource',
    metadata: {
      name: `${name}-observations`,
      title: `${table.namespace}.${table.name}`,
      description: `One row ${plan.grain} of ${plan.summary}.`,
      annotations: {
        '254carbon.com/table': `${table.namespace}.${table.name}`,
      },
    },
    spec: {
      type: 'dataset',
      owner,
      system: 'data',
      dependsOn: [`component:default/${name}`],
    },
  };
}

/** A source that no other file of the catalog declares. */
function source(spec: ConnectorSpec, plan: ConnectorPlan): JsonObject {
  return {
    apiVersion: API_VERSION,
    kind: 'Resource',
    metadata: {
      name: plan.source.name,
      title: plan.source.title,
      description: `Where ${spec.name} reads: ${plan.source.declared ?? ''}`,
    },
    spec: { type: 'data-source', owner: spec.owner, system: 'data' },
  };
}

/** The catalog entities of a pipeline, so that source -> pipeline -> dataset can be walked both ways. */
export function catalogFile(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  made: MadeFrom,
): string {
  return yamlText(
    component(spec, plan, made),
    dataset(spec, plan),
    ...(plan.source.declared === undefined ? [] : [source(spec, plan)]),
  );
}
