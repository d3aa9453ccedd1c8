import { buildNavigation, readingOrder } from './buildNavigation';
import { buildSite } from './buildSite';
import { humanise, pageUrl, relativeHref } from './pagePaths';
import { readMkdocsConfig } from './readMkdocsConfig';
import { resolveLink } from './resolveLink';
import { minifyCss, nameStylesheet } from './stylesheet';

describe('addresses', () => {
  it.each([
    ['index.md', ''],
    ['README.md', ''],
    ['guide/index.md', 'guide/'],
    ['guide/install.md', 'guide/install/'],
    ['a.b.md', 'a.b/'],
  ])('%s is at %j', (path, url) => expect(pageUrl(path)).toBe(url));

  it.each([
    ['', '', './'],
    ['', 'guide/', 'guide/'],
    ['guide/install/', 'guide/', '../'],
    ['guide/install/', '', '../../'],
    ['guide/install/', 'guide/use/', '../use/'],
    ['guide/install/', 'img/a b.png', '../../img/a%20b.png'],
  ])('from %j to %j by %j', (from, to, href) =>
    expect(relativeHref(from, to)).toBe(href),
  );

  it('makes titles of file names', () =>
    expect(humanise('getting-started.md')).toBe('Getting started'));
});

describe('mkdocs.yml', () => {
  it('reads a nested navigation and ignores Python tags', () => {
    const config = readMkdocsConfig(
      'site_name: S\nrepo_url: https://host/o/r\nedit_uri: edit/main/docs\nnav:\n  - Home: index.md\n  - Guide:\n      - guide/a.md\n' +
        '      - Ext: https://example.org\nmarkdown_extensions:\n  - x: !!python/name:materialx.emoji\n',
    );
    expect(config).toMatchObject({
      siteName: 'S',
      editBase: 'https://host/o/r/edit/main/docs/',
    });
    expect(config.nav).toEqual([
      { kind: 'page', title: 'Home', path: 'index.md' },
      {
        kind: 'section',
        title: 'Guide',
        entries: [
          { kind: 'page', title: undefined, path: 'guide/a.md' },
          { kind: 'link', title: 'Ext', href: 'https://example.org' },
        ],
      },
    ]);
  });
  it('names the place of a mistake', () => {
    expect(() => readMkdocsConfig('a: [')).toThrow(
      /mkdocs\.yml is no valid YAML.*line 1/,
    );
    expect(() => readMkdocsConfig('- a')).toThrow(/must be a mapping/);
  });
});

describe('navigation', () => {
  const pages = [
    'b.md',
    'index.md',
    'guide/two.md',
    'guide/index.md',
    'guide/10.md',
    'guide/9.md',
  ];
  it('follows the folders when mkdocs.yml names none', () => {
    const items = buildNavigation({
      pages,
      titleOf: path => path,
      warn: () => undefined,
    });
    expect(readingOrder(items).map(entry => entry.path)).toEqual([
      'index.md',
      'b.md',
      'guide/index.md',
      'guide/9.md',
      'guide/10.md',
      'guide/two.md',
    ]);
  });
  it('warns of an entry that names nothing', () => {
    const warn = jest.fn();
    expect(
      buildNavigation({
        nav: [{ kind: 'page', path: 'no.md' }],
        pages,
        titleOf: path => path,
        warn,
      }),
    ).toEqual([]);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('no.md'));
  });
});

describe('links', () => {
  const warn = jest.fn();
  const targets = {
    hasPage: (path: string) =>
      ['index.md', 'guide/install.md', 'guide/index.md', 'my page.md'].includes(
        path,
      ),
    hasFile: (path: string) => ['img/a.png', 'files/x.csv'].includes(path),
    renamedIdsOf: (path: string) =>
      path === 'index.md' ? new Map([['links', 'links-section']]) : undefined,
  };
  const resolve = (href: string, kind: 'link' | 'image' = 'link') =>
    resolveLink({ href, kind, from: 'guide/install.md', targets, warn });
  beforeEach(() => warn.mockClear());

  it.each([
    ['../index.md', '../../'],
    ['../index.md#links', '../../#links-section'],
    ['index.md', '../'],
    ['#step', '#step'],
    ['../guide/', '../'],
    ['/guide/install.md', './'],
    ['../my%20page.md', '../../my%20page/'],
    ['https://example.org/x.md', 'https://example.org/x.md'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
  ])('%s -> %s', (href, written) => {
    expect(resolve(href)).toEqual({ href: written });
    expect(warn).not.toHaveBeenCalled();
  });
  it('lets files be downloaded, but shows pictures', () => {
    expect(resolve('../files/x.csv')).toEqual({
      href: '../../files/x.csv',
      download: true,
    });
    expect(resolve('../img/a.png', 'image')).toEqual({
      href: '../../img/a.png',
    });
  });
  it('warns of a missing target', () => {
    expect(resolve('gone.md')).toEqual({ href: 'gone.md' });
    expect(warn).toHaveBeenCalledWith(
      'guide/install.md links to gone.md, which is not in docs_dir.',
    );
  });
});

describe('a site', () => {
  const build = (pages: Record<string, string>) =>
    buildSite({
      config: { siteDescription: '' },
      siteName: 'Site & Co',
      pages: new Map(Object.entries(pages)),
      files: [],
      stylesheet: 'assets/stylesheets/main.0123abcd.min.css',
    });

  it('has a page a folder, with navigation, contents, neighbours and its stylesheet', async () => {
    const { written, warnings } = await build({
      'index.md': '# Home\n\n[Go](guide/a.md#links)',
      'guide/a.md':
        '---\ntitle: Page A\n---\n## Links\n\nwords <here>\n\n### Deep',
    });
    expect(warnings).toEqual([]);
    expect([...written.keys()].sort()).toEqual([
      'guide/a/index.html',
      'index.html',
      'search/search_index.json',
    ]);
    const page = written.get('guide/a/index.html') ?? '';
    expect(page).toContain(
      '<link rel="stylesheet" href="../../assets/stylesheets/main.0123abcd.min.css">',
    );
    expect(page).toContain('<h1>Page A</h1>');
    expect(page).toContain('<h2 id="links-section">');
    expect(page).toContain('rel="prev"');
    expect(page).toMatch(/id="__nav_2" aria-label="Guide" checked/);
    expect(page).toContain('Site &amp; Co');
    expect(written.get('index.html')).toContain(
      '<a href="guide/a/#links-section">Go</a>',
    );
    expect(
      JSON.parse(written.get('search/search_index.json') ?? '').docs,
    ).toHaveLength(4);
    expect(
      JSON.parse(written.get('search/search_index.json') ?? '').docs,
    ).toEqual(
      expect.arrayContaining([
        { location: 'guide/a/', title: 'Page A', text: 'words &lt;here&gt;' },
        { location: 'guide/a/#deep', title: 'Page A: Deep', text: '' },
      ]),
    );
  });
  it('always has a root page', async () => {
    const { written } = await build({ 'guide/a.md': '# A' });
    expect(written.get('index.html')).toContain('href="guide/a/"');
    await expect(build({})).rejects.toThrow(/add an index\.md/);
  });
  it('prefers index.md over README.md', async () => {
    const { written, warnings } = await build({
      'README.md': '# R',
      'index.md': '# I',
    });
    expect(written.get('index.html')).toContain('>I<a');
    expect(warnings).toEqual([expect.stringContaining('README.md')]);
  });
  it('hides what a page does not want', async () => {
    const { written } = await build({
      'index.md': '---\nhide: [toc, navigation]\n---\n# A\n\n## B',
    });
    expect(written.get('index.html')?.match(/hidden="hidden"/g)).toHaveLength(
      2,
    );
  });
});

describe('stylesheet', () => {
  it('is named as the reader demands, by its content', () => {
    expect(nameStylesheet('a{}').path).toMatch(
      /^assets\/stylesheets\/main\.[0-9a-f]{8}\.min\.css$/,
    );
    expect(nameStylesheet('a{}').path).not.toBe(nameStylesheet('b{}').path);
  });
  it('loses comments and blanks, not meaning', () => {
    expect(minifyCss('/* x */\na > b {\n  c: d e;\n}\n')).toBe('a > b{c: d e}');
  });
});
