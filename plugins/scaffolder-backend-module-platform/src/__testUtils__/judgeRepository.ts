/*
 * Everything that a machine can say about a repository without running it: whether each file is what its name says, whether Kubernetes, DolphinScheduler,
 * the catalog, Grafana and the portal's runbooks would take it, and whether the parts name each other rightly.
 */
import {
  checkWorkspace,
  convertWorkflow,
  describeFinding,
  isDocumentFile,
  JsonValue,
  parseDocuments,
  parseRunbook,
  WorkspaceDocument,
} from '@254carbon/backstage-plugin-platform-common';
import {
  componentEntityV1alpha1Validator,
  Entity,
  entityEnvelopeSchemaValidator,
  resourceEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { Script } from 'node:vm';
import { stripTypeScriptTypes } from 'node:module';
import { parseAllDocuments } from 'yaml';

/** Files by path. */
export type Repository = ReadonlyMap<string, Buffer>;

const VALIDATORS = {
  Component: componentEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
};

function textOf(files: Repository, path: string): string {
  return files.get(path)?.toString('utf8') ?? '';
}

function judgeDocuments(files: Repository): string[] {
  const paths = [...files.keys()].filter(path => !path.startsWith('vendor/'));
  const documents: WorkspaceDocument[] = [];
  const findings = [];
  for (const path of paths.filter(isDocumentFile)) {
    const parsed = parseDocuments(path, textOf(files, path));
    documents.push(...parsed.documents);
    findings.push(...parsed.findings);
  }
  findings.push(...checkWorkspace({ documents, files: paths }));
  return findings.map(describeFinding);
}

/** A module is checked as the body of a function whose imports are constants: `vm` parses scripts only. */
function judgePrograms(files: Repository): string[] {
  const problems: string[] = [];
  for (const [path, content] of files) {
    if (!path.endsWith('.js')) continue;
    const source = stripTypeScriptTypes(content.toString('utf8'))
      .replace(/^import (?:[^;]*? from )?'[^']+';$/gms, '')
      .replace(/^export (default )?/gm, (_, isDefault) =>
        isDefault ? 'const exported = ' : '',
      )
      .replaceAll('import.meta.url', "''");
    try {
      void new Script(`(async () => {\n${source}\n})`);
    } catch (error) {
      problems.push(`${path}: ${error}`);
    }
  }
  return problems;
}

async function judgeEntities(files: Repository): Promise<string[]> {
  const problems: string[] = [];
  const envelope = entityEnvelopeSchemaValidator();
  const kinds: string[] = [];
  for (const document of parseAllDocuments(
    textOf(files, 'catalog-info.yaml'),
  )) {
    const entity: Entity = document.toJS();
    kinds.push(String(entity.spec?.type));
    try {
      envelope(entity);
      const validator = VALIDATORS[entity.kind as keyof typeof VALIDATORS];
      if (!(await validator.check(entity))) {
        problems.push(`catalog-info.yaml: ${entity.kind} is not taken`);
      }
    } catch (error) {
      problems.push(`catalog-info.yaml: ${error}`);
    }
  }
  if (!kinds.includes('data-pipeline') || !kinds.includes('dataset')) {
    problems.push(`catalog-info.yaml: only ${kinds.join(', ')}`);
  }
  return problems;
}

function judgeWorkflow(files: Repository): string[] {
  const path = 'workflow/dolphinscheduler.json';
  const json: JsonValue = JSON.parse(textOf(files, path));
  const { importable, problems } = convertWorkflow(json);
  const told = problems.map(one => `${path} ${one.at}: ${one.problem}`);
  return importable ? told : [`${path}: cannot be imported`, ...told];
}

function judgeRunbook(files: Repository): string[] {
  const path = [...files.keys()].find(one => one.startsWith('docs/runbooks/'));
  if (!path) return ['docs/runbooks: there is no runbook'];
  const result = parseRunbook(path, textOf(files, path));
  if (!result.ok) {
    return result.problems.map(one => `${path}: ${one.message}`);
  }
  const alerts = [...files.keys()].find(one => /rule\.yaml$/.test(one)) ?? '';
  return textOf(files, alerts).includes(path)
    ? []
    : [`${alerts}: no alert names ${path}`];
}

function judgeSecrets(files: Repository): string[] {
  return [...files]
    .filter(([path]) => !path.startsWith('vendor/'))
    .filter(([, content]) =>
      /(api_?key|token|secret|password)["']?\s*[:=]\s*["']?[A-Za-z0-9]{20,}/i.test(
        content.toString('utf8'),
      ),
    )
    .map(([path]) => `${path}: holds what looks like a key`);
}

/** Everything that is wrong with a generated connector's repository; empty when nothing is. */
export async function judgeRepository(files: Repository): Promise<string[]> {
  return [
    ...judgeDocuments(files),
    ...judgePrograms(files),
    ...(await judgeEntities(files)),
    ...judgeWorkflow(files),
    ...judgeRunbook(files),
    ...judgeSecrets(files),
  ];
}
