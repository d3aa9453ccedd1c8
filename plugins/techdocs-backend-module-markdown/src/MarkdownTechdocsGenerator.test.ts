import { promises as fs } from 'node:fs';
import { resolve } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { createLogger, transports } from 'winston';
import { MarkdownTechdocsGenerator } from './MarkdownTechdocsGenerator';
import { buildSite } from './site/buildSite';
import { readPages, readSiteFolder } from './site/readSiteSource';

async function buildFolder(directory: string) {
  const folder = await readSiteFolder(directory);
  const { written, warnings } = await buildSite({
    config: folder.config,
    siteName: 'Site',
    pages: await readPages(folder),
    files: folder.files,
    stylesheet: 'assets/stylesheets/main.0123abcd.min.css',
  });
  return { built: written, warnings };
}

describe('MarkdownTechdocsGenerator', () => {
  const input = createMockDirectory();
  const output = createMockDirectory();
  const logger = createLogger({
    transports: [new transports.Console({ silent: true })],
  });
  const warn = jest.spyOn(logger, 'warn');
  const generator = new MarkdownTechdocsGenerator({
    logger: mockServices.logger.mock(),
    config: mockServices.rootConfig(),
    now: () => 42,
  });
  const run = () =>
    generator.run({
      inputDir: input.path,
      outputDir: output.path,
      etag: 'e1',
      logger,
      siteOptions: { name: 'Name' },
    });

  beforeEach(() => {
    input.clear();
    output.clear();
    warn.mockClear();
  });

  it('writes pages, files, metadata, search index and the stylesheet that the page asks for', async () => {
    input.setContent({
      'mkdocs.yml':
        'site_name: Site\nsite_description: D\nnav:\n  - index.md\n  - Two: two.md\n',
      docs: {
        'index.md': '# One\n\n[gone](gone.md)',
        'two.md': '# Two',
        img: { 'a.png': 'png' },
        '.hidden': 'x',
      },
    });
    await run();
    const metadata = JSON.parse(
      await fs.readFile(output.resolve('techdocs_metadata.json'), 'utf8'),
    );
    expect(metadata).toEqual({
      site_name: 'Site',
      site_description: 'D',
      build_timestamp: 42,
      etag: 'e1',
      files: expect.arrayContaining([
        'index.html',
        'two/index.html',
        'img/a.png',
        'search/search_index.json',
        'techdocs_metadata.json',
      ]),
    });
    const page = await fs.readFile(output.resolve('index.html'), 'utf8');
    const stylesheet =
      /href="(assets\/stylesheets\/main\.[0-9a-f]{8}\.min\.css)"/.exec(
        page,
      )?.[1] ?? 'none';
    await expect(
      fs.readFile(output.resolve(stylesheet), 'utf8'),
    ).resolves.toContain('.md-typeset');
    await expect(
      fs.readFile(output.resolve('img/a.png'), 'utf8'),
    ).resolves.toBe('png');
    expect(metadata.files).not.toContain('.hidden');
    expect(warn).toHaveBeenCalledWith(
      'index.md links to gone.md, which is not in docs_dir.',
    );
  });

  it('builds a folder of Markdown without any mkdocs.yml', async () => {
    input.setContent({ 'README.md': '# Hello' });
    await run();
    await expect(
      fs.readFile(output.resolve('index.html'), 'utf8'),
    ).resolves.toContain('<title>Hello - Name</title>');
  });

  it.each(['../outside', '/etc', '..'])(
    'refuses docs_dir %s',
    async docsDir => {
      input.setContent({ 'mkdocs.yml': `docs_dir: ${docsDir}\n` });
      await expect(run()).rejects.toThrow(/must stay inside|is not there/);
    },
  );

  it('refuses a docs_dir that is a symbolic link to the outside', async () => {
    input.setContent({ 'mkdocs.yml': 'docs_dir: docs\n' });
    await fs.symlink('/etc', input.resolve('docs'));
    await expect(run()).rejects.toThrow(/must stay inside/);
  });

  it('names a missing docs_dir and its cure', async () => {
    input.setContent({ 'mkdocs.yml': 'docs_dir: handbook\n' });
    await expect(run()).rejects.toThrow(
      'docs_dir (handbook) is not there; create it or name the right folder in mkdocs.yml.',
    );
  });

  it('does not publish what a symbolic link points to', async () => {
    input.setContent({ docs: { 'index.md': '# A' } });
    await fs.symlink('/etc/hostname', input.resolve('docs/secret.txt'));
    await run();
    await expect(fs.stat(output.resolve('secret.txt'))).rejects.toThrow(
      /ENOENT/,
    );
    expect(warn).toHaveBeenCalledWith(
      'secret.txt is a symbolic link and is left out.',
    );
  });
});

describe('the documentation of this repository', () => {
  it.each(['runbooks'])('%s builds without a warning', async folder => {
    const { built, warnings } = await buildFolder(
      resolve(__dirname, '../../..', folder),
    );
    expect(warnings).toEqual([]);
    expect(built.size).toBeGreaterThan(5);
  });
});
