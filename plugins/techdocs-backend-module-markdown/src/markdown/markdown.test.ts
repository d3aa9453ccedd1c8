import fc from 'fast-check';
import { parseAttributeList } from './attributeLists';
import { parseCodeOptions, splitHighlightedLines } from './codeBlocks';
import { createMarkdown } from './createMarkdown';
import { parseFrontMatter } from './parseFrontMatter';
import { parsePage } from './parsePage';
import { isReservedId, safeId } from './reservedIds';
import { slugify, uniqueSlug } from './slugify';

const md = createMarkdown();
const render = (text: string) => parsePage(md, text).render(href => ({ href }));

describe('slugify', () => {
  it.each([
    ['Getting started', 'getting-started'],
    ['  What?  Now!  ', 'what-now'],
    ['Übergröße & Co.', 'ubergroe-co'],
    ['snake_case -- and --- hyphens', 'snake_case-and-hyphens'],
    ['日本語', ''],
  ])('%j becomes %j, as in Python-Markdown', (heading, slug) => {
    expect(slugify(heading)).toBe(slug);
  });

  it('makes every anchor of a page unique, ASCII and safe for the reader, whatever the headings are', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom('Links', 'Setup', 'setup_1', '日本'),
          ),
          { maxLength: 12 },
        ),
        names => {
          const source = names
            .map(name => `## ${name.replace(/[\r\n]/g, ' ')}`)
            .join('\n\n');
          const ids = parsePage(md, source).headings.map(heading => heading.id);
          expect(new Set(ids).size).toBe(ids.length);
          for (const id of ids) {
            expect(isReservedId(id)).toBe(false);
          }
        },
      ),
    );
  });

  it('numbers repeated slugs', () => {
    const taken = new Set<string>();
    expect([
      uniqueSlug('setup', taken),
      uniqueSlug('setup', taken),
      uniqueSlug('', taken),
      uniqueSlug('', taken),
    ]).toEqual(['setup', 'setup_1', '_', '__1']);
  });
});

describe('reserved ids', () => {
  it.each(['links', 'images', 'title', 'name', 'method', 'onclick', 'tagName'])(
    'renames %s',
    id => {
      expect(safeId(id)).toBe(`${id}-section`);
    },
  );
  it('leaves ordinary ids alone', () => {
    expect(safeId('on-call')).toBe('on-call');
    expect(safeId('one')).toBe('one');
    expect(safeId('links-and-more')).toBe('links-and-more');
  });
});

describe('front matter', () => {
  it('reads title and hide, and cuts them off', () => {
    expect(parseFrontMatter('---\ntitle: A\nhide:\n  - toc\n---\n# B')).toEqual(
      {
        frontMatter: { title: 'A', description: undefined, hide: ['toc'] },
        body: '# B',
      },
    );
  });
  it('takes a rule at the top for what it is', () => {
    expect(parseFrontMatter('---\n\ntext\n').body).toBe('---\n\ntext\n');
    expect(parseFrontMatter('---\njust words\n---\ntext').body).toBe(
      '---\njust words\n---\ntext',
    );
  });
  it('tells of broken YAML and keeps the text', () => {
    const split = parseFrontMatter('---\ntitle: [\n---\ntext');
    expect(split.problem).toMatch(/no valid YAML/);
    expect(split.body).toBe('text');
  });
});

describe('blocks of MkDocs', () => {
  it('makes a call-out with a list inside', () => {
    expect(
      render(
        '!!! warning "Mind *this*"\n    First.\n\n    - one\n    - two\n\nAfter.',
      ),
    ).toBe(
      '<div class="admonition warning">\n<p class="admonition-title">Mind <em>this</em></p>\n<p>First.</p>\n' +
        '<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n</div>\n<p>After.</p>\n',
    );
  });
  it('takes the kind as title, and none when told so', () => {
    expect(render('!!! note\n    x')).toContain(
      '<p class="admonition-title">Note</p>',
    );
    expect(render('!!! note ""\n    x')).not.toContain('admonition-title');
  });
  it('makes details, closed and open', () => {
    expect(render('??? tip "T"\n    x')).toContain(
      '<details class="tip">\n<summary>T</summary>',
    );
    expect(render('???+ tip "T"\n    x')).toContain(
      '<details class="tip" open="open">',
    );
  });
  it('nests call-outs in lists and in each other', () => {
    const html = render(
      '1. Step\n\n    !!! danger\n        Inner\n\n        ??? note\n            Deep\n\n2. Next',
    );
    expect(html).toContain('<p>Inner</p>\n<details class="note">');
    expect(html.match(/<ol>/g)).toHaveLength(1);
    expect(html).toContain('<p>Next</p>');
  });
  it('makes tabs that work without a script', () => {
    const html = render(
      '=== "A"\n\n    ```bash\n    ls\n    ```\n\n=== "B & C"\n\n    text\n\n## And then',
    );
    expect(html).toContain(
      '<input checked="checked" id="__tabbed_1_1" name="__tabbed_1" type="radio">',
    );
    expect(html).toContain('<label for="__tabbed_1_2">B &amp; C</label>');
    expect(html.match(/tabbed-block/g)).toHaveLength(2);
    expect(html).toContain('</div>\n</div>\n<h2 id="and-then">');
  });
  it('marks tasks', () => {
    const html = render('- [x] done\n- [ ] open\n- plain');
    expect(html.match(/task-list-item/g)).toHaveLength(2);
    expect(html).toContain('checked="checked" aria-label="done"');
    expect(html).toContain('<li>plain</li>');
  });
  it('knows footnotes, definitions, abbreviations and tables', () => {
    const html = render(
      'A[^1] HTML\n\n[^1]: Foot\n\nTerm\n:   Definition\n\n*[HTML]: Hypertext\n\n| a |\n|---|\n| b |',
    );
    expect(html).toContain('class="footnote-ref"');
    expect(html).toContain('<dd>Definition</dd>');
    expect(html).toContain('<abbr title="Hypertext">HTML</abbr>');
    expect(html).toContain('md-typeset__scrollwrap"><table>');
  });
});

describe('attribute lists', () => {
  it('puts them on headings, images, links and paragraphs', () => {
    expect(render('## Set up {#here .big}')).toContain(
      '<h2 id="here" class="big">Set up',
    );
    expect(render('![x](a.png){ width=300 }')).toContain('width="300"');
    expect(render('[x](a){: .button }')).toContain('class="button"');
    expect(render('text\n{: .lead }')).toBe('<p class="lead">text</p>\n');
  });
  it('never swallows braces that are text', () => {
    expect(render('kubectl -n {namespace}')).toBe(
      '<p>kubectl -n {namespace}</p>\n',
    );
    expect(render('`x` {y}')).toBe('<p><code>x</code> {y}</p>\n');
    expect(render('[x](a){onclick=alert(1)}')).not.toMatch(/<a[^>]*onclick/);
    expect(parseAttributeList('{ style=x }')).toBeUndefined();
  });
});

describe('code', () => {
  it('reads its options', () => {
    expect(
      parseCodeOptions('yaml title="a.yaml" linenums="3" hl_lines="1 3-4"'),
    ).toEqual({
      language: 'yaml',
      title: 'a.yaml',
      firstLine: 3,
      marked: new Set([1, 3, 4]),
    });
    expect(parseCodeOptions('{ .python title="x" }')).toMatchObject({
      language: 'python',
      title: 'x',
    });
    expect(parseCodeOptions('title="x"')).toMatchObject({
      language: '',
      title: 'x',
    });
  });
  it('colours by class, and escapes what it does not know', () => {
    expect(render('```bash\necho "hi" # x\n```')).toContain(
      '<span class="hljs-string">&quot;hi&quot;</span>',
    );
    expect(render('```nosuch\n<b>\n```')).toContain('&lt;b&gt;');
  });
  it('passes mermaid through as text', () => {
    expect(render('```mermaid\na --> b\n```')).toBe(
      '<pre class="mermaid"><code>a --&gt; b\n</code></pre>\n',
    );
  });
  it('keeps spans well-formed when it cuts lines', () => {
    expect(splitHighlightedLines('<span class="a">x\ny</span>z')).toEqual([
      '<span class="a">x</span>',
      '<span class="a">y</span>z',
    ]);
  });
  it('draws line numbers outside of the text', () => {
    const html = render('```yaml linenums="1" hl_lines="2"\na: 1\nb: 2\n```');
    expect(html).toContain('<span class="code-line hll" data-linenos="2 ">');
  });
});

describe('search sections', () => {
  it('gives words to the heading above them', () => {
    const { sections } = parsePage(
      md,
      'Before\n\n# One\n\nA `b`\n\n- c\n\n## Links\n\n```sh\nls\n```',
    );
    expect(sections.map(({ heading, text }) => [heading?.id, text])).toEqual([
      [undefined, 'Before'],
      ['one', 'A b c'],
      ['links-section', 'ls'],
    ]);
  });
});
