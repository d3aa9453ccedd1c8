/** The built-in types about who may do what: roles, and reviews that are questions rather than objects. */
import { defineTypes } from './defineTypes';
import type { ResourceType } from './types';

const rbac = defineTypes('rbac.authorization.k8s.io/v1', [
  { kind: 'Role', plural: 'roles' },
  { kind: 'RoleBinding', plural: 'rolebindings' },
  { kind: 'ClusterRole', plural: 'clusterroles', cluster: true },
  { kind: 'ClusterRoleBinding', plural: 'clusterrolebindings', cluster: true },
]);

const reviewOnly = ['create'];

const reviews = [
  ...defineTypes('authorization.k8s.io/v1', [
    {
      kind: 'SelfSubjectAccessReview',
      plural: 'selfsubjectaccessreviews',
      cluster: true,
      verbs: reviewOnly,
    },
    {
      kind: 'SelfSubjectRulesReview',
      plural: 'selfsubjectrulesreviews',
      cluster: true,
      verbs: reviewOnly,
    },
    {
      kind: 'SubjectAccessReview',
      plural: 'subjectaccessreviews',
      cluster: true,
      verbs: reviewOnly,
    },
  ]),
  ...defineTypes('authentication.k8s.io/v1', [
    {
      kind: 'TokenReview',
      plural: 'tokenreviews',
      cluster: true,
      verbs: reviewOnly,
    },
    {
      kind: 'SelfSubjectReview',
      plural: 'selfsubjectreviews',
      cluster: true,
      verbs: reviewOnly,
    },
  ]),
];

/** RBAC, access and token reviews. */
export const accessTypes: readonly ResourceType[] = [...rbac, ...reviews];
