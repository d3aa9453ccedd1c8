import { createMockDirectory } from '@backstage/backend-test-utils';
import { makeRoot } from './makeRoot';

describe('makeRoot', () => {
  const folder = createMockDirectory({ content: { file: 'text' } });

  it('makes the folder, also a second time', async () => {
    const root = folder.resolve('a/b');
    await makeRoot(root);
    await expect(makeRoot(root)).resolves.toBeUndefined();
  });

  it.each(['file', 'file/below'])('names the cure for %s', async path => {
    await expect(makeRoot(folder.resolve(path))).rejects.toThrow(
      /^localGit\.root is .*; set it to a folder that the portal may write/,
    );
  });
});
