import { isRuleFile } from './artefacts/recogniseRules';
import { parseManifestFile } from './parseFile';
import { readObjects } from './readObjects';

function problemsOf(path: string, text: string): string[] {
  const file = parseManifestFile(path, Buffer.from(text));
  return [...file.problems, ...readObjects(file).problems].map(
    ({ kind }) => kind,
  );
}

function namesIn(path: string, text: string): string[] {
  return readObjects(parseManifestFile(path, Buffer.from(text))).objects.map(
    ({ object }) => object.metadata.name,
  );
}

describe('files that are none of a platform', () => {
  it.each<[string, string]>([
    [
      'tsconfig.json',
      '{\n  // strict\n  "compilerOptions": { "strict": true, },\n}\n',
    ],
    ['.vscode/settings.json', '{ /* x */ "a": 1, }'],
    ['.vscode/launch.json', '{ // x\n "kind": 1, }'],
    ['lines.json', '{"a":1}\n{"a":2}\n'],
    ['broken-lines.json', '{"a":1}\n{"a":\n'],
    ['locale/no.yml', 'no:\n  yes: ja\n  on: pa\n'],
    [
      'compose.yml',
      'services:\n  web: { image: nginx }\n  web: { image: nginx }\n',
    ],
    ['site.yml', '- hosts: {{ all }} and more\n'],
    ['cookiecutter/x.yaml', '{% if x %}\nname: a\n{% endif %}\n'],
    ['event.json', '{"kind":"youtube#video","metadata":{"name":"x"}}'],
    ['survey.yaml', 'metadata: { name: survey }\ndata: [1, 2]\n'],
    ['talos.yaml', 'apiVersion: v1alpha1\nkind: HostnameConfig\nhostname: x\n'],
    [
      'eks.yaml',
      'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: c }\n',
    ],
    [
      'scheduler.yaml',
      'apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n',
    ],
    [
      'alerts.yaml',
      'apiVersion: 1\ngroups:\n  - name: g\n    folder: f\n    rules: [{ uid: a, title: T }]\n',
    ],
    [
      'local.yaml',
      'apiVersion: x.example.com/v1\nkind: Setter\nmetadata:\n  annotations: { config.kubernetes.io/local-config: "true" }\n',
    ],
  ])('%s is no broken manifest', (path, text) => {
    expect(problemsOf(path, text)).toEqual([]);
    expect(namesIn(path, text)).toEqual([]);
    const { documents } = parseManifestFile(path, Buffer.from(text));
    expect(documents.some(({ value }) => isRuleFile(value))).toBe(false);
  });

  it.each<[string, string, string]>([
    ['a.json', '{ "apiVersion": "v1", }', 'syntax'],
    ['a.yaml', 'kind: [', 'syntax'],
    ['rules.yaml', 'groups:\n\t- name: x\n', 'tab'],
    ['kustomization.yaml', 'resources: [a', 'syntax'],
    ['values-prod.yaml', 'a: 1\na: 2\n', 'duplicate-key'],
    ['Chart.yaml', 'name: a\nname: b\n', 'duplicate-key'],
    ['a.yaml', 'kind: {{ .Kind }} of x\n', 'template'],
    ['a.yaml', '\u0007', 'encoding'],
    [
      'a.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: $(NAME) }\n',
      'template',
    ],
  ])('%s with %j is', (path, text, kind) => {
    expect(problemsOf(path, text)).toEqual([kind]);
  });

  it('reads several JSON documents of one file, each at its line', () => {
    const one = (name: string) =>
      JSON.stringify(
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } },
        undefined,
        2,
      );
    const text = `${one('a')}\n${one('b')}\n`;
    expect(namesIn('all.json', text)).toEqual(['a', 'b']);
    const file = parseManifestFile('all.json', Buffer.from(text));
    expect(readObjects(file).objects.map(({ line }) => line)).toEqual([1, 8]);
    expect(file.documents[1].lineAt(['metadata', 'name'])).toBe(12);
  });
});
