import fc from 'fast-check';
import { createMarkdown } from './createMarkdown';
import { parsePage } from './parsePage';

const md = createMarkdown();
const render = (text: string) => parsePage(md, text).render(href => ({ href }));

const SAFE_TAGS = new Set(
  `a abbr b blockquote br caption cite code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins
  kbd label li mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th thead tr u ul var wbr`.split(
    /\s+/,
  ),
);
const SAFE_ATTRIBUTES = new Set(
  `align alt aria-label checked class colspan data-linenos disabled download for height href id lang loading name open rel rowspan src
  start style tabindex target title type width`.split(/\s+/),
);

/** Everything in a page that a browser could act on. A `style` is only markdown-it's own column alignment. */
function findOffences(html: string): string[] {
  const offences: string[] = [];
  const tags = /<\/?([a-zA-Z][^\s/>]*)((?:[^>"]|"[^"]*")*)>/g;
  for (const [whole, tag, attributes] of html.matchAll(tags)) {
    if (!SAFE_TAGS.has(tag)) {
      offences.push(whole);
    }
    for (const [, name, value] of attributes.matchAll(
      /([^\s=/]+)(?:="([^"]*)")?/g,
    )) {
      const isBadStyle =
        name === 'style' && !/^text-align:(left|right|center)$/.test(value);
      const isBadUrl =
        /^(?:href|src)$/.test(name) &&
        /^\s*(?:javascript|vbscript|data:text|file)/i.test(value);
      if (!SAFE_ATTRIBUTES.has(name) || isBadStyle || isBadUrl) {
        offences.push(whole);
      }
    }
  }
  // A `<` that begins no known tag must have been escaped.
  return [
    ...offences,
    ...(html.replace(tags, '').match(/<[a-zA-Z!/?].*/) ?? []),
  ];
}

describe('raw HTML', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java&#115;cript:alert(1)">x</a>',
    '<a href=" &#1; javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '<style>body{display:none}</style>',
    '<iframe src="https://example.org"></iframe>',
    '<div onclick="alert(1)">x</div>',
    '<svg><script>alert(1)</script></svg>',
    '<div style="position:fixed">x</div>',
    '<b title="a"onmouseover="x">y</b>',
    '<form action="/x"><input name="y"></form>',
    '!!! note "<script>x</script>"\n    <script>y</script>',
    '=== "<img onerror=x>"\n    y',
    '```"><script>\nx\n```',
    '## <script>x</script>',
  ])('%s stays inert', source => {
    expect(findOffences(render(source))).toEqual([]);
  });

  it('stays inert whatever the pieces are put together to', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '=',
        '/',
        ' ',
        '\n',
        '\n\n',
        '<div',
        '<script',
        '</script>',
        '<img',
        ' src=',
        ' onerror=',
        ' javascript:',
        '<a href=',
        '<!--',
        '-->',
        '&#x6a;',
        '![',
        '](',
        ')',
        '`',
        '```',
        '!!! note ',
        '    ',
        '{: ',
        '}',
        '<details>',
        '</div>',
        '<svg',
        '<![CDATA[',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), pieces => {
        expect(findOffences(render(pieces.join('')))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('lets harmless tags work and closes what was left open', () => {
    expect(render('a<br>b <kbd>Ctrl</kbd>')).toBe(
      '<p>a<br>b <kbd>Ctrl</kbd></p>\n',
    );
    expect(render('<details><summary>S</summary>\n\n*x*\n')).toContain(
      '<em>x</em></p>\n</details>',
    );
    expect(render('</div></article>\n\nx')).not.toContain('</div>');
    expect(render('&copy; <b>&amp;</b>')).toBe('<p>© <b>&amp;</b></p>\n');
  });
});
