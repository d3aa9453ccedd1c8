/**
 * Who may do what, as one table. Rights come from roles, roles from groups of the catalog; a permission
 * that no line of the table names is denied, so that a plugin added later starts closed.
 *
 * `own` means: on entities and services that the user or one of the user's groups owns.
 *
 * People have roles; agents have none. An agent comes with a token of its own (`backend.auth.externalAccess`),
 * and what it may do is what the token's `accessRestrictions` name: Backstage decides that before any policy.
 */

/** Roles of the portal, from the one with fewest rights to the one with most. */
export const ROLES = [
  'analyst',
  'approver',
  'data-engineer',
  'operator',
] as const;
/** A role of the portal. */
export type Role = (typeof ROLES)[number];

/** What a role may do with a permission: nothing (absent), everything, or only what is the user's own. */
export type Grant = 'all' | 'own';

const EVERYBODY: readonly string[] = [
  'catalog.entity.read',
  'catalog.location.read',
  'catalog.entity.validate',
  'platform.service.read',
  'platform.cluster.read',
  'platform.object.read',
  'readiness.report.read',
  'local-git.repository.read',
  'data-sources.source.read',
  'scaffolder.template.parameter.read',
  'scaffolder.template.step.read',
];

const MAKERS: readonly string[] = [
  'catalog.entity.create',
  'catalog.entity.refresh',
  'catalog.location.create',
  'catalog.location.analyze',
  'local-git.repository.create',
  'data-sources.pipeline.preview',
  'data-sources.pipeline.create',
  'data-sources.pipeline.undo',
  'data-sources.pipeline.change',
  'scaffolder.action.execute',
  'scaffolder.task.create',
  'scaffolder.template.dry-run',
];

/** What is said about services: by operators of all, by data engineers of their own. */
const STEWARDS: readonly string[] = [
  'platform.declaration.create',
  'platform.declaration.delete',
  'platform.incident.acknowledge',
  'readiness.exemption.request',
  'readiness.evidence.record',
];

/**
 * A second pair of eyes. Whoever decides may also ask; nobody decides on what they asked for themselves, which the
 * readiness plugin sees to, because a policy does not know who asked.
 */
const DECIDERS: readonly string[] = [
  'readiness.exemption.approve',
  'readiness.exemption.request',
  'data-sources.pipeline.approve',
];

const OPERATORS: readonly string[] = [
  'catalog.entity.delete',
  'catalog.ingestion.manage',
  'catalog.ingestion.read',
  'catalog.location.delete',
  'kubernetes.clusters.read',
  'kubernetes.proxy',
  'kubernetes.resources.read',
  'platform.cluster.release',
  'readiness.report.evaluate',
  'scaffolder.template.management',
  'scaffolder.task.read',
  'scaffolder.task.cancel',
];

function grants(names: readonly string[], grant: Grant): [string, Grant][] {
  return names.map(name => [name, grant]);
}

/** The table: role, permission name, grant. */
export const GRANTS: Readonly<Record<Role, ReadonlyMap<string, Grant>>> = {
  analyst: new Map(grants(EVERYBODY, 'all')),
  approver: new Map([...grants(EVERYBODY, 'all'), ...grants(DECIDERS, 'all')]),
  'data-engineer': new Map([
    ...grants(EVERYBODY, 'all'),
    ...grants(MAKERS, 'all'),
    ...grants(STEWARDS, 'own'),
    ['catalog.entity.delete', 'own'],
    ['scaffolder.task.read', 'own'],
    ['scaffolder.task.cancel', 'own'],
  ]),
  operator: new Map([
    ...grants(EVERYBODY, 'all'),
    ...grants(MAKERS, 'all'),
    ...grants(STEWARDS, 'all'),
    ...grants(DECIDERS, 'all'),
    ...grants(OPERATORS, 'all'),
  ]),
};

/** The strongest grant that any of the roles gives for a permission; undefined when none does. */
export function strongestGrant(
  roles: readonly Role[],
  permission: string,
): Grant | undefined {
  const given = roles.map(role => GRANTS[role].get(permission));
  if (given.includes('all')) return 'all';
  return given.includes('own') ? 'own' : undefined;
}
