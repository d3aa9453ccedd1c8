import { isDocumentFile, parseDocuments } from './parseDocuments';

describe('parseDocuments', () => {
  it('reads every document of a YAML file and leaves out empty ones', () => {
    const { documents, findings } = parseDocuments(
      'a.yaml',
      'a: 1\n---\n---\nb: [x]\n',
    );
    expect(documents.map(({ content }) => content)).toEqual([
      { a: 1 },
      { b: ['x'] },
    ]);
    expect(findings).toEqual([]);
  });

  it.each([
    ['a.yaml', 'a: [1'],
    ['a.yaml', 'a: 1\na: 2\n'],
    ['a.json', '{"a":'],
  ])('names %s as unreadable when it holds %j', (file, text) => {
    expect(parseDocuments(file, text)).toEqual({
      documents: [],
      findings: [expect.objectContaining({ file, rule: 'readable' })],
    });
  });

  it('refuses a bomb of aliases', () => {
    const lines = ['a0: &a0 [x, x]'];
    for (let index = 1; index < 12; index += 1) {
      lines.push(`a${index}: &a${index} [*a${index - 1}, *a${index - 1}]`);
    }
    const { findings } = parseDocuments('bomb.yaml', lines.join('\n'));
    expect(findings[0]?.problem).toContain('alias');
  });

  it.each([
    ['a.yml', true],
    ['b/c.json', true],
    ['d.md', false],
  ])('%s: %s', (file, is) => {
    expect(isDocumentFile(file)).toBe(is);
  });
});
