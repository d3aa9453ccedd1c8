import type { DocumentValue, Finding, WorkspaceDocument } from './document';
import { at, isObject, listAt, textAt } from './document';

const OLDEST_SCHEMA = 36;
const UID = /^[a-zA-Z0-9_-]{1,40}$/;

/** True for a classic Grafana dashboard. */
export function isDashboard(content: DocumentValue): boolean {
  return (
    isObject(content) &&
    Array.isArray(content.panels) &&
    'schemaVersion' in content
  );
}

type Add = (rule: string, field: string, problem: string, cure: string) => void;

function checkQueries(panel: DocumentValue, add: Add): void {
  const rule = 'panel-query';
  const targets = listAt(panel, 'targets');
  if (targets.length === 0) {
    add(rule, '.targets', 'is empty: the panel asks nothing.', 'Add a query.');
  }
  for (const [index, target] of targets.entries()) {
    const place = `.targets.${index}`;
    if (textAt(target, 'expr').trim() === '') {
      add(rule, `${place}.expr`, 'is empty.', 'Write the query.');
    }
    if (!textAt(target, 'refId')) {
      const cure = 'Give each query of a panel its own letter.';
      add(rule, `${place}.refId`, 'is missing.', cure);
    }
  }
}

function checkPanel(
  panel: DocumentValue,
  path: string,
  file: string,
): Finding[] {
  if (textAt(panel, 'type') === 'row') {
    return listAt(panel, 'panels').flatMap((inner, index) =>
      checkPanel(inner, `${path}.panels.${index}`, file),
    );
  }
  const findings: Finding[] = [];
  if (textAt(panel, 'type') === 'text') {
    return findings;
  }
  const add: Add = (rule, field, problem, cure) =>
    findings.push({ file, rule, field: `${path}${field}`, problem, cure });
  checkQueries(panel, add);
  const uid = textAt(panel, 'datasource.uid');
  if (!/^\$\{?\w+\}?$/.test(uid)) {
    add(
      'datasource-variable',
      '.datasource.uid',
      `is '${uid}', which exists in one Grafana only.`,
      'Use the variable ${datasource}.',
    );
  }
  if (typeof at(panel, 'id') !== 'number') {
    add(
      'panel-id',
      '.id',
      'is missing.',
      'Number the panels: alerts and links name them.',
    );
  }
  return findings;
}

function checkHead({ file, content }: WorkspaceDocument): Finding[] {
  const findings: Finding[] = [];
  const add = (rule: string, field: string, problem: string, cure: string) =>
    findings.push({ file, rule, field, problem, cure });
  if (!UID.test(textAt(content, 'uid'))) {
    add(
      'dashboard-uid',
      'uid',
      'is missing, or longer than 40 characters.',
      'Give it a short name of letters, digits, - and _.',
    );
  }
  if (textAt(content, 'title').trim() === '') {
    add('dashboard-title', 'title', 'is empty.', 'Name the dashboard.');
  }
  if (!(Number(at(content, 'schemaVersion')) >= OLDEST_SCHEMA)) {
    add(
      'dashboard-schema',
      'schemaVersion',
      `is older than ${OLDEST_SCHEMA}.`,
      'Save it once in a current Grafana.',
    );
  }
  const variables = listAt(content, 'templating.list');
  if (!variables.some(variable => textAt(variable, 'type') === 'datasource')) {
    add(
      'datasource-variable',
      'templating.list',
      'has no variable of type datasource.',
      'Add one, so that the dashboard works in every Grafana.',
    );
  }
  const ids = listAt(content, 'panels').map(panel => at(panel, 'id'));
  if (new Set(ids).size !== ids.length) {
    add(
      'panel-id',
      'panels',
      'share an id.',
      'Give each panel its own number.',
    );
  }
  return findings;
}

/** Judges every dashboard among the documents, and whether two share a uid. */
export function checkDashboards(
  documents: readonly WorkspaceDocument[],
): Finding[] {
  const dashboards = documents.filter(({ content }) => isDashboard(content));
  const owners = new Map<string, string>();
  const findings: Finding[] = [];
  for (const dashboard of dashboards) {
    const { file, content } = dashboard;
    findings.push(...checkHead(dashboard));
    for (const [index, panel] of listAt(content, 'panels').entries()) {
      findings.push(...checkPanel(panel, `panels.${index}`, file));
    }
    const uid = textAt(content, 'uid');
    const other = owners.get(uid);
    if (other !== undefined) {
      findings.push({
        file,
        rule: 'dashboard-uid',
        field: 'uid',
        problem: `is also the uid of ${other}.`,
        cure: 'Give each dashboard its own.',
      });
    }
    owners.set(uid, file);
  }
  return findings;
}
