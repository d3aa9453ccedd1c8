/** Every kind of mistake that a document can hold, as lines, with the line of the document (counted from 0) where it is to be found. */
import { ManifestProblemKind } from '../types';

/** A document with a mistake. */
export interface Mistake {
  lines: string[];
  problem: ManifestProblemKind;
  /** First line at which it may be reported, counted from 0 in the document. */
  at: number;
  /** It may also be reported further down: nobody can say where a quote should have ended. */
  orLater?: boolean;
}

const HEAD = ['apiVersion: v1', 'kind: ConfigMap'];
const bomb = (letter: string, of: string) =>
  `${letter}: &${letter} [${Array(12).fill(`*${of}`).join(',')}]`;

/** Mistakes of one YAML document; `name` is unique in the tree. */
export const YAML_MISTAKES: readonly ((name: string) => Mistake)[] = [
  name => ({
    problem: 'tab',
    at: 3,
    lines: [...HEAD, 'metadata:', `\tname: ${name}`, 'data: {}'],
  }),
  name => ({
    problem: 'syntax',
    at: 3,
    orLater: true,
    lines: [...HEAD, 'metadata:', `  name: "${name}`, 'data:', '  a: b'],
  }),
  name => ({
    problem: 'syntax',
    at: 2,
    orLater: true,
    lines: [...HEAD, `metadata: { name: ${name}`, 'data: [1, 2'],
  }),
  name => ({
    problem: 'syntax',
    at: 4,
    lines: [...HEAD, 'metadata:', `  name: ${name}`, ' labels: {}', 'data: {}'],
  }),
  name => ({
    problem: 'syntax',
    at: 3,
    lines: [...HEAD, `metadata: { name: ${name} }`, 'data: a: b'],
  }),
  name => ({
    problem: 'syntax',
    at: 4,
    lines: [...HEAD, `metadata: { name: ${name} }`, 'data:', '  a: @b'],
  }),
  name => ({
    problem: 'duplicate-key',
    at: 3,
    lines: [
      ...HEAD,
      `metadata: { name: ${name} }`,
      `metadata: { name: ${name}-2 }`,
    ],
  }),
  name => ({
    problem: 'duplicate-key',
    at: 5,
    lines: [
      ...HEAD,
      `metadata: { name: ${name} }`,
      'data:',
      '  a: x',
      '  a: y',
    ],
  }),
  name => ({
    problem: 'alias',
    at: 3,
    lines: [...HEAD, `metadata: { name: ${name} }`, 'data: { a: *nowhere }'],
  }),
  name => ({
    problem: 'alias',
    at: 0,
    lines: [
      ...HEAD,
      `metadata: { name: ${name} }`,
      'a: &a [x,x,x,x,x,x]',
      bomb('b', 'a'),
      bomb('c', 'b'),
      bomb('d', 'c'),
      bomb('e', 'd'),
    ],
  }),
  name => ({
    problem: 'template',
    at: 2,
    lines: [
      ...HEAD,
      '{{- if .Values.on }}',
      `metadata: { name: ${name} }`,
      '{{- end }}',
    ],
  }),
  name => ({
    problem: 'template',
    at: 3,
    lines: [...HEAD, 'metadata:', `  name: {{ .Release.Name }}-${name}`],
  }),
  name => ({
    problem: 'template',
    at: 3,
    lines: [...HEAD, 'metadata:', `  name: "{{ .Release.Name }}-${name}"`],
  }),
  name => ({
    problem: 'template',
    at: 3,
    lines: [
      ...HEAD,
      'metadata:',
      '  name: {{ .Release.Name }}',
      `data: { a: ${name} }`,
    ],
  }),
  name => ({
    problem: 'encoding',
    at: 4,
    lines: [
      ...HEAD,
      `metadata: { name: ${name} }`,
      'data:',
      '  bell: "\u0007"',
    ],
  }),
  name => ({
    problem: 'missing-kind',
    at: 0,
    lines: ['apiVersion: v1', `metadata: { name: ${name} }`, 'data: { a: b }'],
  }),
  name => ({
    problem: 'missing-kind',
    at: 1,
    lines: ['apiVersion: v1', 'kind: 7', `metadata: { name: ${name} }`],
  }),
  name => ({
    problem: 'missing-api-version',
    at: 0,
    lines: ['kind: ConfigMap', `metadata: { name: ${name} }`, 'data: { a: b }'],
  }),
  () => ({
    problem: 'missing-name',
    at: 2,
    lines: [...HEAD, 'metadata:', '  namespace: data'],
  }),
  () => ({
    problem: 'missing-name',
    at: 0,
    lines: [...HEAD, 'data: { a: b }'],
  }),
  name => ({
    problem: 'missing-name',
    at: 2,
    lines: [
      'apiVersion: batch/v1',
      'kind: Job',
      `metadata: { generateName: ${name}- }`,
    ],
  }),
  name => ({
    problem: 'bad-name',
    at: 3,
    lines: [...HEAD, 'metadata:', `  name: ${name}_Upper`],
  }),
  () => ({
    problem: 'bad-name',
    at: 2,
    lines: [...HEAD, 'metadata: { name: 12345 }'],
  }),
  name => ({
    problem: 'bad-name',
    at: 4,
    lines: [
      ...HEAD,
      'metadata:',
      `  name: ${name}`,
      '  namespace: Not A Namespace',
    ],
  }),
  () => ({
    problem: 'bad-metadata',
    at: 2,
    lines: [...HEAD, 'metadata:', '  - name'],
  }),
  name => ({
    problem: 'bad-metadata',
    at: 5,
    lines: [
      ...HEAD,
      'metadata:',
      `  name: ${name}`,
      '  labels:',
      '    tier: 1',
    ],
  }),
  name => ({
    problem: 'bad-metadata',
    at: 5,
    lines: [
      ...HEAD,
      'metadata:',
      `  name: ${name}`,
      '  annotations:',
      '    on: yes',
    ],
  }),
  () => ({
    problem: 'bad-items',
    at: 0,
    lines: ['apiVersion: v1', 'kind: List'],
  }),
  () => ({
    problem: 'bad-items',
    at: 4,
    lines: ['apiVersion: v1', 'kind: List', 'items:', '', '  - 5'],
  }),
  name => ({
    problem: 'missing-kind',
    at: 3,
    lines: [
      'apiVersion: v1',
      'kind: List',
      'items:',
      '  - apiVersion: v1',
      `    metadata: { name: ${name} }`,
    ],
  }),
  name => ({
    problem: 'not-a-manifest',
    at: 0,
    lines: [
      '- apiVersion: v1',
      '  kind: ConfigMap',
      `  metadata: { name: ${name} }`,
    ],
  }),
  () => ({
    problem: 'too-deep',
    at: 3,
    lines: [
      ...HEAD,
      'metadata: { name: deep }',
      `data: ${'['.repeat(150)}${']'.repeat(150)}`,
    ],
  }),
  name => ({
    problem: 'bad-rule',
    at: 6,
    lines: [
      'apiVersion: monitoring.coreos.com/v1',
      'kind: PrometheusRule',
      `metadata: { name: rule-${name} }`,
      'spec:',
      '  groups:',
      '    - { name: g, rules: [',
      '      { alert: Silent } ] }',
    ],
  }),
];

/** Mistakes of files that are no objects, one a file. */
export const FILE_MISTAKES: readonly ((
  name: string,
) => Mistake & { path: string; bytes?: Uint8Array })[] = [
  name => ({
    path: `dash/${name}.json`,
    problem: 'syntax',
    at: 3,
    lines: ['{', '  "uid": "a",', '  "panels": [', '  }', '}'],
  }),
  name => ({
    path: `dash/${name}.json`,
    problem: 'syntax',
    at: 1,
    lines: ['{', '  "uid": "a",,', '  "panels": []', '}'],
  }),
  name => ({
    path: `dash/${name}.json`,
    problem: 'bad-dashboard',
    at: 0,
    lines: [`{ "uid": "${name}", "schemaVersion": 36,`, '  "panels": [] }'],
  }),
  name => ({
    path: `flow/${name}.json`,
    problem: 'bad-workflow',
    at: 3,
    lines: [
      '[{ "processDefinition": { "name": "w" },',
      '  "taskDefinitionList": [{ "code": 1, "name": "a" }],',
      '  "processTaskRelationList": [',
      '    { "preTaskCode": 2, "postTaskCode": 1 }] }]',
    ],
  }),
  name => ({
    path: `flow/${name}.json`,
    problem: 'bad-workflow',
    at: 2,
    lines: [
      '{ "workflowDefinition": { "name": "w" },',
      '  "taskDefinitionList": [{ "code": 1, "name": "a" }],',
      '  "schedule": { "crontab": "0 6 * * *" } }',
    ],
  }),
  name => ({
    path: `flow/${name}.yaml`,
    problem: 'bad-workflow',
    at: 4,
    lines: [
      'workflow: { name: w }',
      'tasks:',
      '  - name: a',
      '    task_type: Shell',
      '  - name: b',
      '    deps: [nobody]',
    ],
  }),
  name => ({
    path: `rules/${name}.yaml`,
    problem: 'bad-rule',
    at: 3,
    lines: [
      'groups:',
      '  - name: g',
      '    rules:',
      '      - alert: A',
      '        record: b',
      '        expr: up',
    ],
  }),
  name => ({
    path: `rules/${name}.yaml`,
    problem: 'bad-rule',
    at: 3,
    lines: [
      'groups:',
      '  - name: g',
      '    rules:',
      '      - { alert: A, expr: up, for: soon }',
    ],
  }),
  name => ({
    path: `rules/${name}.yaml`,
    problem: 'bad-rule',
    at: 1,
    lines: ['groups:', '  - rules: [{ alert: A, expr: up }]'],
  }),
  name => ({
    path: `runbooks/${name}.md`,
    problem: 'bad-runbook',
    at: 0,
    orLater: true,
    lines: ['---', `id: ${name}`, 'colour: red', '---', '# Nothing'],
  }),
  name => ({
    path: `wide/${name}.yaml`,
    problem: 'encoding',
    at: 0,
    lines: [],
    bytes: new Uint8Array([0xff, 0xfe, 0x61, 0x00]),
  }),
  name => ({
    path: `wide/${name}.yaml`,
    problem: 'encoding',
    at: 1,
    lines: [],
    bytes: new Uint8Array([0x61, 0x0a, 0x62, 0x00, 0x0a]),
  }),
  name => ({
    path: `wide/${name}.yaml`,
    problem: 'encoding',
    at: 2,
    lines: [],
    bytes: new Uint8Array([
      0x23, 0x0a, 0x0a, 0x61, 0x3a, 0x20, 0xc3, 0x28, 0x0a,
    ]),
  }),
  name => ({
    path: `large/${name}.yaml`,
    problem: 'too-large',
    at: 0,
    lines: [],
    bytes: new Uint8Array(4 * 1024 * 1024 + 1).fill(35),
  }),
  name => ({
    path: `overlays/${name}/kustomization.yaml`,
    problem: 'unresolved-source',
    at: 1,
    lines: ['resources:', '  - gone.yaml'],
  }),
  name => ({
    path: `overlays/${name}/kustomization.yaml`,
    problem: 'unresolved-source',
    at: 2,
    lines: [
      'patches:',
      '  - target: { kind: Deployment }',
      '    path: ../../../../outside.yaml',
    ],
  }),
  name => ({
    path: `overlays/${name}/kustomization.yaml`,
    problem: 'syntax',
    at: 0,
    orLater: true,
    lines: ['resources: [a.yaml'],
  }),
  name => ({
    path: `apps/${name}.yaml`,
    problem: 'unresolved-source',
    at: 6,
    lines: [
      'apiVersion: argoproj.io/v1alpha1',
      'kind: Application',
      `metadata: { name: app-${name}, namespace: argocd }`,
      'spec:',
      '  source:',
      '    repoURL: https://git.example.com/platform.git',
      '    path: nowhere',
    ],
  }),
];
