import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { MAKING_TEMPLATES } from './templateRefs';
import { pageOfField, titleOfField } from './wizard/fieldTitles';

describe('result pages', () => {
  it('are ours for every template of this repository', () => {
    const list = readFileSync(
      resolve(__dirname, '../../../templates/all.yaml'),
      'utf8',
    );
    const refs = parseAllDocuments(list).flatMap(document => {
      const { spec } = document.toJS();
      const targets: string[] = spec.targets ?? [spec.target];
      return targets.map(
        target => `template:default/${target.split('/').at(-2)}`,
      );
    });
    expect(refs.length).toBeGreaterThan(2);
    expect(refs.filter(ref => !MAKING_TEMPLATES.includes(ref))).toEqual([]);
  });
});

describe('fields of a form', () => {
  const pages = [
    { schema: { properties: { name: { title: 'Name' } } } },
    { schema: { properties: { schedule: {} } } },
  ];
  it('are found by page and title', () => {
    expect(titleOfField(pages, 'name')).toBe('Name');
    expect(titleOfField(pages, 'schedule')).toBe('schedule');
    expect(pageOfField(pages, 'schedule')).toBe(1);
    expect(pageOfField(pages, 'name')).toBe(0);
    expect(pageOfField(pages, 'other')).toBe(1);
    expect(pageOfField([], 'other')).toBe(0);
  });
});
