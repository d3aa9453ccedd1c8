import { Entity } from '@backstage/catalog-model';
import {
  findSource,
  PipelineForm,
} from '@254carbon/backstage-plugin-platform-common';
import { mustFindSource, NamedSource, PlatformKnowledge } from './readPlatform';

/** The declared data source that a filled form is about; undefined when it is about none that is known. */
export function sourceOf(
  template: Entity,
  form: PipelineForm,
  platform: PlatformKnowledge,
): NamedSource | undefined {
  const sources = platform.sources.map(({ metadata }) => metadata.name);
  const name = findSource({ template, form, sources });
  return name !== undefined && sources.includes(name)
    ? mustFindSource(platform, name)
    : undefined;
}
