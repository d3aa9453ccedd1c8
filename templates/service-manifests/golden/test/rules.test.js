import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  checkWorkspace,
  describeFinding,
  isDocumentFile,
  parseDocuments,
} from '@254carbon/manifest-check';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => relative(root, `${entry.parentPath}/${entry.name}`))
  .filter(path => !/^(node_modules|vendor|\.git)\//.test(path));
const parsed = files
  .filter(isDocumentFile)
  .map(file => parseDocuments(file, readFileSync(`${root}/${file}`, 'utf8')));
const documents = parsed.flatMap(file => file.documents);

test('every YAML and JSON file can be read', () => {
  assert.deepEqual(parsed.flatMap(file => file.findings).map(describeFinding), []);
});

test('every rule of the platform holds', () => {
  assert.deepEqual(checkWorkspace({ documents, files }).map(describeFinding), []);
});

test('the rules are at work: what they forbid is found', () => {
  const broken = structuredClone(documents);
  const deployment = broken.find(({ content }) => content.kind === 'Deployment');
  delete deployment.content.spec.template.spec.containers[0].resources.limits;
  const found = checkWorkspace({ documents: broken, files });
  assert.ok(found.some(({ rule }) => rule === 'resources'));
});
