import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = path => readFileSync(`${root}/${path}`, 'utf8');

test('the workflow can be imported: tasks, relations and places share their codes', () => {
  const [workflow] = JSON.parse(read('workflow/dolphinscheduler.json'));
  const codes = workflow.taskDefinitionList.map(task => task.code);
  const places = JSON.parse(workflow.processDefinition.locations);
  assert.deepEqual(
    places.map(place => place.taskCode),
    codes,
  );
  for (const relation of workflow.processTaskRelationList) {
    assert.ok([0, ...codes].includes(relation.preTaskCode));
    assert.ok(codes.includes(relation.postTaskCode));
  }
  assert.equal(workflow.schedule.crontab.split(' ').length, 7);
});

test('the lockfile names no registry', () => {
  const { packages } = JSON.parse(read('package-lock.json'));
  for (const entry of Object.values(packages)) {
    assert.match(entry.resolved ?? 'file:', /^file:/);
  }
});

test('no file holds a key', () => {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => `${entry.parentPath}/${entry.name}`)
    .filter(path => !/node_modules|\.git\/|vendor|\.tgz$/.test(path));
  for (const path of files) {
    const text = readFileSync(path, 'utf8');
    const keys = text.match(
      /(key|token|secret|password)["']?\s*[:=]\s*["']?[A-Za-z0-9]{20,}/gi,
    );
    assert.equal(keys, null, path);
  }
});
