import type { HtmlStream } from '../../declaration';
import type { Fetch } from '../../ports';
import { readToEnd, testKind, testSourceOf } from '../../testKinds';
import { testPorts } from '../../testSource';

const html: HtmlStream = {
  rows: 'table#prices tbody tr',
  cells: {
    id: { select: 'td.id' },
    value: { select: 'td.value' },
    link: { select: 'a', attribute: 'href' },
  },
  nextLink: 'a[rel=next]',
  userAgent: 'prices/1.0 (data@example.com)',
  delayMs: 2_000,
};

const page = (rows: ReadonlyArray<[number, string]>, next = '') =>
  new Response(
    `<html><body><table id="prices"><tbody>${rows
      .map(
        ([id, value]) =>
          `<tr><td class="id"> ${id}&nbsp;</td><td class="value">${value}</td><td><a href="/r/${id}">x</a></td></tr>`,
      )
      .join('')}</tbody></table>${next}</body></html>`,
    { headers: { 'content-type': 'text/html; charset=utf-8' } },
  );

function make(
  answers: Record<string, () => Response>,
  change: Partial<HtmlStream> = {},
) {
  const asked: Array<{ path: string; at: number; agent: string }> = [];
  const { clock, ...others } = testPorts();
  const fetch: Fetch = async (url, init) => {
    const { pathname, search } = new URL(url);
    asked.push({
      path: pathname + search,
      at: clock.now(),
      agent: init.headers['user-agent'],
    });
    const answer = answers[pathname + search];
    return answer ? answer() : new Response('', { status: 404 });
  };
  const ports = { ...others, clock, fetch };
  const declaration = testKind(
    'html',
    {
      html: { ...html, ...change },
      errors: [{ at: '$body', matches: 'No prices today', means: 'nothing' }],
    },
    { limits: { maxAttempts: 2 } },
  );
  return { asked, ports, source: testSourceOf(declaration, ports) };
}

describe('html', () => {
  it('reads a table page by page after robots.txt, slowly and under its name', async () => {
    const { asked, source } = make({
      '/robots.txt': () =>
        new Response('User-agent: prices\nCrawl-delay: 9\nDisallow: /private'),
      '/rows': () =>
        page(
          [
            [1, '1.50'],
            [2, '-'],
          ],
          '<a rel="next" href="?p=2">more</a>',
        ),
      '/rows?p=2': () => page([[3, '3']]),
    });
    const pages = await readToEnd(source);
    expect(pages.flatMap(one => one.records)).toEqual([
      { id: 1, value: '1.5', link: '/r/1' },
      { id: 2, value: null, link: '/r/2' },
      { id: 3, value: '3', link: '/r/3' },
    ]);
    expect(asked.map(one => one.path)).toEqual([
      '/robots.txt',
      '/rows',
      '/rows?p=2',
    ]);
    expect(new Set(asked.map(one => one.agent))).toEqual(
      new Set([html.userAgent]),
    );
    expect(asked[1].at - asked[0].at).toBeGreaterThanOrEqual(2_000);
    expect(asked[2].at - asked[1].at).toBeGreaterThanOrEqual(9_000);
    expect(source.state()).toMatchObject({ requests: 3 });
    expect(await source.parse(pages[0], {})).toEqual(pages[0].records);
  });

  it('reads nothing that robots.txt forbids, neither the first page nor a next one', async () => {
    const first = make({
      '/robots.txt': () => new Response('User-agent: *\nDisallow: /rows'),
    });
    await expect(first.source.readPage({ window: {} })).rejects.toMatchObject({
      failure: 'rejected',
      message: expect.stringContaining("does not allow 'prices'"),
    });
    expect(first.asked).toHaveLength(1);
    const next = make({
      '/robots.txt': () => new Response('User-agent: *\nDisallow: /private'),
      '/rows': () =>
        page([[1, '1']], '<a rel="next" href="/private/2">more</a>'),
    });
    await expect(readToEnd(next.source)).rejects.toMatchObject({
      failure: 'rejected',
    });
    expect(next.asked).toHaveLength(2);
  });

  it('obeys a pause that is longer than a page may otherwise take', async () => {
    const { asked, source } = make({
      '/robots.txt': () => new Response('User-agent: *\nCrawl-delay: 900'),
      '/rows': () => page([[1, '1']], '<a rel="next" href="?p=2">more</a>'),
      '/rows?p=2': () => page([[2, '2']]),
    });
    expect(await readToEnd(source)).toHaveLength(2);
    expect(asked[2].at - asked[1].at).toBeGreaterThanOrEqual(900_000);
  });

  it('takes 404 for "no rules", and a failure of robots.txt for "not now"', async () => {
    const free = make({ '/rows': () => page([[1, '1']]) });
    expect(await readToEnd(free.source)).toHaveLength(1);
    const down = make({
      '/robots.txt': () => new Response('', { status: 503 }),
      '/rows': () => page([[1, '1']]),
    });
    await expect(down.source.readPage({ window: {} })).rejects.toMatchObject({
      failure: 'unavailable',
    });
    expect(down.asked.map(one => one.path)).toEqual([
      '/robots.txt',
      '/robots.txt',
    ]);
    const moved = make({
      '/robots.txt': () =>
        new Response('', {
          status: 301,
          headers: { location: 'https://x.example.com' },
        }),
    });
    await expect(moved.source.readPage({ window: {} })).rejects.toMatchObject({
      failure: 'rejected',
    });
  });

  it('takes a page whose rows are gone for an error, unless it says that there are none', async () => {
    const changed = make({ '/rows': () => page([]) });
    await expect(changed.source.readPage({ window: {} })).rejects.toMatchObject(
      {
        failure: 'contract',
        message: expect.stringContaining('table#prices tbody tr'),
      },
    );
    const none = make({
      '/rows': () => new Response('<p>No prices today</p>'),
    });
    expect((await none.source.readPage({ window: {} })).records).toEqual([]);
  });

  it('follows no link to another host, and no link in a circle', async () => {
    const away = make({
      '/rows': () =>
        page([[1, '1']], '<a rel="next" href="//x.example.org/2">more</a>'),
    });
    await expect(readToEnd(away.source)).rejects.toThrow('no other host');
    let id = 0;
    const circle = make({
      '/rows': () => {
        id += 1;
        return page([[id, '1']], '<a rel="next" href="/rows">more</a>');
      },
    });
    await expect(readToEnd(circle.source)).rejects.toThrow(
      /read already|repeats/,
    );
  });

  it('reads the charset that the page itself names', async () => {
    const { source } = make({
      '/rows': () =>
        new Response(
          Buffer.from(
            '<meta charset="iso-8859-1"><table id="prices"><tbody><tr><td class="id">1</td><td class="value">\xa3</td></tr></tbody></table>',
            'latin1',
          ),
          { headers: { 'content-type': 'text/html' } },
        ),
    });
    const [first] = await readToEnd(source);
    expect(first.records).toEqual([{ id: 1, value: '£' }]);
  });
});
