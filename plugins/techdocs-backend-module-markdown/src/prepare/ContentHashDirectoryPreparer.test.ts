import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ContentHashDirectoryPreparer } from './ContentHashDirectoryPreparer';

describe('ContentHashDirectoryPreparer', () => {
  const folder = createMockDirectory();
  const readTree = jest.fn();
  const preparer = new ContentHashDirectoryPreparer({
    config: mockServices.rootConfig(),
    reader: mockServices.urlReader.mock({ readTree }),
  });
  const entity = (location: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'x',
      annotations: {
        'backstage.io/techdocs-ref': 'dir:.',
        'backstage.io/managed-by-location': location,
      },
    },
  });
  const prepare = (etag?: string) =>
    preparer.prepare(entity(`file:${folder.resolve('catalog-info.yaml')}`), {
      etag,
    });

  beforeEach(() =>
    folder.setContent({
      'catalog-info.yaml': '',
      'mkdocs.yml': 'site_name: A',
      docs: { 'index.md': '# A' },
    }),
  );

  it('says that nothing has changed', async () => {
    const { etag, preparedDir } = await prepare();
    expect(preparedDir).toBe(folder.path);
    await expect(prepare(etag)).rejects.toMatchObject({
      name: 'NotModifiedError',
    });
    expect(preparer.shouldCleanPreparedDirectory()).toBe(false);
  });

  it.each([
    ['a page', { docs: { 'index.md': '# B' } }],
    ['the configuration', { 'mkdocs.yml': 'site_name: B' }],
    ['a new file', { docs: { 'data.csv': '1' } }],
  ])('notices a change of %s', async (_what, change) => {
    const before = await prepare();
    folder.addContent(change);
    const after = await prepare(before.etag);
    expect(after.etag).not.toBe(before.etag);
  });

  it('ignores files outside of the documentation', async () => {
    const { etag } = await prepare();
    folder.addContent({ 'catalog-info.yaml': 'changed' });
    await expect(prepare(etag)).rejects.toMatchObject({
      name: 'NotModifiedError',
    });
  });

  it('reads a folder of a repository through the URL reader', async () => {
    readTree.mockResolvedValue({ etag: 'tree', dir: async () => '/prepared' });
    const remote = entity(
      'url:https://github.com/o/r/blob/main/catalog-info.yaml',
    );
    await expect(preparer.prepare(remote, { etag: 'old' })).resolves.toEqual({
      preparedDir: '/prepared',
      etag: 'tree',
    });
    expect(readTree).toHaveBeenCalledWith(
      expect.stringContaining('https://github.com/o/r/'),
      { etag: 'old' },
    );
  });
});
