import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { judgeRunbookFreshness, measureRunbookCoverage } from './freshness';
import {
  formatRunbookProblem,
  isRunbookPath,
  parseRunbook,
} from './parseRunbook';

const FOLDER = join(__dirname, '../../../../runbooks/docs');

const front = `---
id: restart-it
title: Restart it
summary: Restarts it.
owner: group:default/platform-engineering
services:
  - component:default/it
risk: low
lastVerified: never
estimatedMinutes: 5
---
`;
const body = `
# Restart it

## When to use it

When.

## Before you start

Nothing.

## Steps

### 1. Restart

\`\`\`bash
# a comment, no heading
kubectl rollout restart deployment/it -n a
\`\`\`

**Good:** yes.

**If not:** no.

## Roll back

Nothing.

## Afterwards

Nothing.

## Sources

None.
`;

function problemsOf(text: string, path = 'docs/restart-it.md') {
  const result = parseRunbook(path, text);
  return result.ok ? [] : result.problems.map(formatRunbookProblem);
}

describe('parseRunbook', () => {
  it('reads front matter and steps with their commands', () => {
    expect(parseRunbook('docs/restart-it.md', front + body)).toEqual({
      ok: true,
      runbook: {
        path: 'docs/restart-it.md',
        id: 'restart-it',
        title: 'Restart it',
        summary: 'Restarts it.',
        owner: 'group:default/platform-engineering',
        services: ['component:default/it'],
        alerts: [],
        symptoms: [],
        risk: 'low',
        lastVerified: 'never',
        estimatedMinutes: 5,
        steps: [
          {
            number: 1,
            title: 'Restart',
            line: 25,
            commands: [
              {
                language: 'bash',
                text: '# a comment, no heading\nkubectl rollout restart deployment/it -n a',
                line: 28,
              },
            ],
          },
        ],
      },
    });
  });

  it.each([
    [
      'no front matter',
      body,
      'docs/restart-it.md:1: The file has no front matter.',
    ],
    [
      'broken YAML',
      front.replace('risk: low', 'risk: [') + body,
      ':9: The front matter is no valid YAML',
    ],
    [
      'a wrong risk',
      front.replace('risk: low', 'risk: medium') + body,
      ':8: `risk` is wrong. Change it: write `read-only`, `low` or `high`.',
    ],
    [
      'an impossible date',
      front.replace('never', '2026-02-31') + body,
      ':9: `lastVerified` is wrong. Change it: write the date as `2026-01-31`, or `never`.',
    ],
    [
      'a wrong reference',
      front.replace('component:default/it', 'trino') + body,
      ':7: `services.0` is wrong.',
    ],
    [
      'a missing key',
      front.replace('owner: group:default/platform-engineering\n', '') + body,
      '`owner` is missing. Add `owner` to the front matter.',
    ],
    [
      'an unknown key',
      front.replace('risk: low', 'risk: low\nrisks: x') + body,
      ':9: `risks` is no key of a runbook.',
    ],
    [
      'a wrong file name',
      front.replace('id: restart-it', 'id: other') + body,
      'Rename the file to `other.md`',
    ],
    [
      'a missing heading',
      front + body.replace('## Roll back', '## Roll'),
      'The heading `## Roll back` is missing.',
    ],
    [
      'headings out of order',
      front +
        body
          .replace('## Sources', '## X')
          .replace('## When', '## Sources\n\n## When'),
      'The heading `## Sources` is out of place.',
    ],
    [
      'a wrong step number',
      front + body.replace('### 1.', '### 2.'),
      ':25: The step `2. Restart` has the wrong number. Begin its heading with `1.`.',
    ],
    [
      'a step without a way out',
      front + body.replace('**If not:**', 'Else'),
      ':25: The step `1. Restart` has no `**If not:**`.',
    ],
    [
      'a change in a read-only runbook',
      front.replace('risk: low', 'risk: read-only') + body,
      ':28: This command changes something',
    ],
  ])('tells of %s', (_what, text, expected) => {
    expect(problemsOf(text).join('\n')).toContain(expected);
  });

  it('never throws and always names a line', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map(noise => `---\n${noise}\n---\n${noise}`),
          fc.string().map(noise => front + noise),
        ),
        text => {
          const result = parseRunbook('a.md', text);
          expect(
            result.ok ||
              (result.problems.length > 0 &&
                result.problems.every(problem => problem.line >= 1)),
          ).toBe(true);
        },
      ),
    );
  });
});

describe('the runbooks of the platform', () => {
  const files = readdirSync(FOLDER).filter(isRunbookPath);

  it.each(files)('%s is a runbook', file => {
    expect(problemsOf(readFileSync(join(FOLDER, file), 'utf8'), file)).toEqual(
      [],
    );
  });
  it('are all listed on the index page and in the navigation', () => {
    const index = readFileSync(join(FOLDER, 'index.md'), 'utf8');
    const navigation = readFileSync(join(FOLDER, '../mkdocs.yml'), 'utf8');
    expect(files.length).toBeGreaterThanOrEqual(5);
    for (const file of files) {
      expect(index).toContain(`(${file})`);
      expect(navigation).toContain(`: ${file}`);
    }
  });
});

describe('freshness and coverage', () => {
  const now = Date.parse('2026-07-01T12:00:00Z');
  it.each([
    ['never', 'unknown'],
    [undefined, 'unknown'],
    ['soon', 'unknown'],
    ['2027-01-01', 'unknown'],
    ['2026-06-30', 'fresh'],
    ['2026-01-03', 'fresh'],
    ['2026-01-01', 'stale'],
  ])('%s is %s', (date, freshness) =>
    expect(judgeRunbookFreshness(date, now)).toBe(freshness),
  );

  it('counts services without a runbook', () => {
    const runbooks = [
      { services: ['component:default/Trino', 'component:default/gone'] },
    ];
    expect(
      measureRunbookCoverage(
        ['resource:default/minio', 'component:default/trino'],
        runbooks,
      ),
    ).toEqual({
      covered: ['component:default/trino'],
      uncovered: ['resource:default/minio'],
    });
  });
});
