/**
 * A tree of manifests of every kind with every kind of mistake, from a seed. Beside the files it gives what a reader has to
 * find: each mistake by path and line, each object that stands around them by name and line.
 */
import { ManifestProblemKind } from '../types';
import { FILE_MISTAKES, Mistake, YAML_MISTAKES } from './mistakes';

/** A mistake and where it is. */
export interface ExpectedProblem {
  path: string;
  problem: ManifestProblemKind;
  /** Lines at which it may be reported, counted from 1. */
  from: number;
  to: number;
}

/** The tree, and what is to be found in it. */
export interface GeneratedTree {
  files: Map<string, Uint8Array>;
  problems: ExpectedProblem[];
  /** `path:line kind name`. */
  objects: string[];
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) % 2 ** 32;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Good {
  kind: string;
  name: string;
  lines: string[];
}

const GOOD: readonly ((name: string) => Good)[] = [
  name => ({
    kind: 'ConfigMap',
    name,
    lines: [
      'apiVersion: v1',
      'kind: ConfigMap',
      `metadata: { name: ${name} }`,
      'data: { mode: "0644" }',
    ],
  }),
  name => ({
    kind: 'Service',
    name,
    lines: [
      '# in front of it',
      'apiVersion: v1',
      'kind: Service',
      'metadata:',
      `  name: ${name}`,
      '  namespace: data',
      'spec: { ports: [{ port: 80 }] }',
    ],
  }),
  name => ({
    kind: 'Deployment',
    name,
    lines: [
      'apiVersion: apps/v1',
      'kind: Deployment',
      `metadata: { name: ${name}, namespace: data }`,
      'spec:',
      '  selector: { matchLabels: { app: web } }',
      '  template:',
      '    metadata: { labels: { app: web } }',
      '    spec:',
      '      containers:',
      '        - name: web',
      '          image: web:1',
      '          args: ["-c", "echo ${HOME} {{ not a template }}"]',
    ],
  }),
  name => ({
    kind: 'Secret',
    name,
    lines: [
      'apiVersion: v1',
      'kind: Secret',
      `metadata: { name: ${name} }`,
      `stringData: { password: CANARY-${name} }`,
    ],
  }),
  name => ({
    kind: 'PrometheusRule',
    name,
    lines: [
      'apiVersion: monitoring.coreos.com/v1',
      'kind: PrometheusRule',
      `metadata: { name: ${name} }`,
      'spec:',
      '  groups:',
      '    - name: g',
      '      rules:',
      '        - alert: A',
      '          expr: up == 0',
      '          annotations: { summary: "{{ $labels.job }} is down" }',
    ],
  }),
  name => ({
    kind: 'ClusterRole',
    name: `system:${name}`,
    lines: [
      'apiVersion: rbac.authorization.k8s.io/v1',
      'kind: ClusterRole',
      `metadata: { name: "system:${name}" }`,
      'rules: []',
    ],
  }),
  name => ({
    kind: 'ConfigMap',
    name,
    lines: [
      '',
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata:',
      `  name: ${name}`,
      'data:',
      '  script: |',
      '    cat <<EOF',
      '    - not: yaml',
      '    EOF',
    ],
  }),
];

const encode = (text: string) => new TextEncoder().encode(text);

class Generator {
  readonly tree: GeneratedTree = {
    files: new Map(),
    problems: [],
    objects: [],
  };
  readonly #random: () => number;
  #count = 0;

  constructor(seed: number) {
    this.#random = createRandom(seed);
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)];
  }

  #name(): string {
    this.#count += 1;
    return `o${this.#count}`;
  }

  #expect(path: string, mistake: Mistake, firstLine: number): void {
    const from = firstLine + mistake.at;
    const to = mistake.orLater ? firstLine + mistake.lines.length : from;
    this.tree.problems.push({ path, problem: mistake.problem, from, to });
  }

  /** A stream of documents: good ones, and now and then one that is not. `next` gives mistakes in turn, so that each occurs. */
  stream(index: number, next: () => (name: string) => Mistake): void {
    const path = `plain/${index % 20}/file-${index}.${this.#pick([
      'yaml',
      'yml',
    ])}`;
    const isWindows = this.#random() < 0.1;
    const lines: string[] = [];
    const count = 1 + Math.floor(this.#random() * 5);
    const wrongAt =
      this.#random() < 0.7 ? Math.floor(this.#random() * count) : -1;
    for (let at = 0; at < count; at += 1) {
      if (at > 0 || this.#random() < 0.3) lines.push('---');
      const firstLine = lines.length + 1;
      if (at === wrongAt) {
        const mistake = next()(this.#name());
        this.#expect(path, mistake, firstLine);
        if (mistake.problem === 'bad-rule')
          this.tree.objects.push(
            `${path}:${firstLine} PrometheusRule rule-o${this.#count}`,
          );
        lines.push(...mistake.lines);
      } else {
        const good = this.#pick(GOOD)(this.#name());
        const content = good.lines.findIndex(
          line => line !== '' && !line.startsWith('#'),
        );
        this.tree.objects.push(
          `${path}:${firstLine + content} ${good.kind} ${good.name}`,
        );
        lines.push(...good.lines);
      }
    }
    this.tree.files.set(path, encode(lines.join(isWindows ? '\r\n' : '\n')));
  }

  /** A list, as YAML or JSON, of which one item may be no object. */
  list(index: number): void {
    const isJson = this.#random() < 0.5;
    const path = `lists/list-${index}.${isJson ? 'json' : 'yaml'}`;
    const lines = isJson
      ? ['{ "apiVersion": "v1", "kind": "List", "items": [']
      : ['apiVersion: v1', 'kind: List', 'items:'];
    const count = 2 + Math.floor(this.#random() * 4);
    const wrongAt = Math.floor(this.#random() * count * 2);
    for (let at = 0; at < count; at += 1) {
      const name = this.#name();
      const comma = at < count - 1 ? ',' : '';
      const line = lines.length + 1;
      if (at === wrongAt) {
        this.tree.problems.push({
          path,
          problem: 'bad-items',
          from: line,
          to: line,
        });
        lines.push(isJson ? `null${comma}` : '- null');
        continue;
      }
      this.tree.objects.push(`${path}:${line} ConfigMap ${name}`);
      lines.push(
        isJson
          ? `{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "${name}" } }${comma}`
          : `- { apiVersion: v1, kind: ConfigMap, metadata: { name: ${name} } }`,
      );
    }
    if (isJson) lines.push('] }');
    this.tree.files.set(path, encode(lines.join('\n')));
  }

  /** The same object in two files. */
  twin(index: number): void {
    const name = this.#name();
    for (const side of ['a', 'b']) {
      const path = `twins/${index}-${side}.yaml`;
      this.tree.files.set(
        path,
        encode(
          `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`,
        ),
      );
      this.tree.objects.push(`${path}:1 ConfigMap ${name}`);
    }
    this.tree.problems.push({
      path: `twins/${index}-b.yaml`,
      problem: 'duplicate-object',
      from: 1,
      to: 1,
    });
  }

  /** A chart: its templates are nobody's YAML, and no mistake. */
  chart(index: number): void {
    const folder = `charts/chart-${index}`;
    this.tree.files.set(
      `${folder}/Chart.yaml`,
      encode(`apiVersion: v2\nname: chart-${index}\nversion: 1.0.0\n`),
    );
    this.tree.files.set(`${folder}/values.yaml`, encode('image: web:1\n'));
    this.tree.files.set(
      `${folder}/templates/web.yaml`,
      encode(
        '{{- range .Values.all }}\nkind: {{ .kind }}\n\tname: x\n{{- end }}\n',
      ),
    );
  }

  wrongFile(index: number): void {
    const mistake = FILE_MISTAKES[index % FILE_MISTAKES.length](this.#name());
    this.#expect(mistake.path, mistake, 1);
    if (mistake.path.startsWith('apps/'))
      this.tree.objects.push(
        `${mistake.path}:1 Application app-o${this.#count}`,
      );
    this.tree.files.set(
      mistake.path,
      mistake.bytes ?? encode(mistake.lines.join('\n')),
    );
  }
}

/** Generates a tree of about `count` files. */
export function generateTree(options: {
  seed: number;
  count: number;
}): GeneratedTree {
  const { seed, count } = options;
  const generator = new Generator(seed);
  let turn = seed % YAML_MISTAKES.length;
  const next = () => {
    turn += 1;
    return YAML_MISTAKES[turn % YAML_MISTAKES.length];
  };
  for (let index = 0; index < count; index += 1) {
    const shape = index % 10;
    if (shape < 6) generator.stream(index, next);
    else if (shape === 6) generator.list(index);
    else if (shape === 7) generator.wrongFile((index - 7) / 10);
    else if (shape === 8) generator.twin(index);
    else generator.chart(index);
  }
  return generator.tree;
}
