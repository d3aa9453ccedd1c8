import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { buildRunbookEntity } from '../build/buildRunbookEntity';
import { readRunbooks } from './readRunbooks';

const DOCS = resolve(__dirname, '../../../../runbooks/docs');

describe('readRunbooks', () => {
  const folder = createMockDirectory();

  it('takes every runbook of this repository', async () => {
    const { runbooks, problems } = await readRunbooks(DOCS);
    expect(problems).toEqual([]);
    expect(runbooks.length).toBeGreaterThanOrEqual(5);
    for (const runbook of runbooks) {
      const entity = buildRunbookEntity(runbook);
      expect(entity).toMatchObject({
        kind: 'Resource',
        metadata: { name: runbook.id },
        spec: { type: 'runbook', dependencyOf: runbook.services },
      });
    }
  });

  it('names path and line of a broken file, and reads the others', async () => {
    const good = readFileSync(resolve(DOCS, 'certificate-pending.md'), 'utf8');
    folder.setContent({
      'broken.md': '# No front matter\n',
      'certificate-pending.md': good,
      'index.md': '# The list',
      'notes.txt': 'not Markdown',
    });
    const { runbooks, problems } = await readRunbooks(folder.path);
    expect(runbooks.map(({ id }) => id)).toEqual(['certificate-pending']);
    expect(problems).toEqual([expect.stringMatching(/^broken\.md:1: /)]);
  });

  it('fails when the folder is not there', async () => {
    await expect(readRunbooks(folder.resolve('nowhere'))).rejects.toThrow(
      /ENOENT/,
    );
  });
});
