/** What a score is of, in the address and in words. */
import {
  ReadinessOverview,
  SCORE_SCOPES,
  ScoreScope,
  SYSTEMS,
} from '@254carbon/backstage-plugin-platform-common';
import { nameOfRef } from '@254carbon/backstage-plugin-platform-react';
import { systemInWords } from './words';

/** Something that has a score. `id` is that of the service or system, the ref of the group or domain, empty for the platform. */
export interface Scope {
  scope: ScoreScope;
  id: string;
}

/** The platform. */
export const PLATFORM: Scope = { scope: 'platform', id: '' };

/** What the address asks for; the platform when it asks for nothing that has a score. */
export function readScope(values: { scope: string; id: string }): Scope {
  const scope = SCORE_SCOPES.find(known => known === values.scope);
  return !scope || scope === 'platform' || !values.id
    ? PLATFORM
    : { scope, id: values.id };
}

/** The query of an address about a scope, with more in it. */
export function queryOf(
  { scope, id }: Scope,
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams(
    scope === 'platform' ? more : { scope, id, ...more },
  );
  const text = query.toString();
  return text ? `?${text}` : '';
}

/**
 * What a scope is called: `MinIO`, `Machine learning`, `Data engineering`, `the platform`. `titleOf` says what the catalog
 * calls a group or a domain; by its name unless given.
 */
export function scopeInWords(
  { scope, id }: Scope,
  overview?: Pick<ReadinessOverview, 'services'>,
  titleOf: (ref: string) => string = nameOfRef,
): string {
  if (scope === 'platform') return 'the platform';
  if (scope === 'service')
    return (
      overview?.services.find(({ serviceId }) => serviceId === id)?.title ?? id
    );
  if (scope !== 'system') return titleOf(id);
  const system = SYSTEMS.find(known => known === id);
  return system ? systemInWords(system) : id;
}
