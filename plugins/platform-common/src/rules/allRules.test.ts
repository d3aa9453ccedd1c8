import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ALL_RULES } from './allRules';

describe('the rules of the portal', () => {
  const runbooks = resolve(__dirname, '../../../../runbooks/docs');
  it.each(
    ALL_RULES.flatMap(({ id, remedy }) =>
      remedy.runbook ? [[id, remedy.runbook]] : [],
    ),
  )('%s names runbook %s, which exists', (_, runbook) => {
    expect(existsSync(resolve(runbooks, `${runbook}.md`))).toBe(true);
  });
  const templates = resolve(__dirname, '../../../../templates');
  it.each(
    ALL_RULES.flatMap(({ id, remedy }) =>
      remedy.template ? [[id, remedy.template]] : [],
    ),
  )('%s names template %s, which exists', (_, template) => {
    expect(existsSync(resolve(templates, template, 'template.yaml'))).toBe(
      true,
    );
  });
  it.each(ALL_RULES.map(rule => [rule.id, rule] as const))(
    '%s reads as sentences',
    (_, rule) => {
      expect(rule.why).toMatch(/\.$/);
      expect(rule.remedy.text).toMatch(/\.$/);
      expect(rule.title).not.toMatch(/\.$/);
    },
  );
});
