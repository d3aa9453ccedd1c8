/** A path below some folder, with an end that scripts, queries and settings have. */
const PATH =
  /^(?:\.\/)?((?:[\w-][\w.-]*\/)+[\w.-]+\.(?:py|sh|bash|sql|r|jar|ya?ml|json|ipynb|toml|conf|properties))$/i;

/** How Great Expectations is told which checkpoint or suite it runs, and where it keeps them. */
const SUITES: readonly [look: RegExp, path: (name: string) => string][] = [
  [
    /\bcheckpoint\s+run\s+["']?([\w.-]+)/g,
    name => `great_expectations/checkpoints/${name}.yml`,
  ],
  [
    /--(?:expectation[-_])?suite(?:[-_]name)?[= ]["']?([\w.-]+)/g,
    name => `great_expectations/expectations/${name}.json`,
  ],
];

/** What in a script people or machines wrote for people: comments. */
export function withoutComments(script: string): string {
  return script
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split(/\r?\n/)
    .filter(line => !/^\s*(?:#|--|\/\/)/.test(line))
    .join('\n');
}

/** Files and suites of checks that a script refers to, as relative paths; absolute ones are those of the machine that runs it. */
export function findFiles(script: string): string[] {
  const text = withoutComments(script);
  const found = new Set<string>();
  for (const word of text.split(/[\s'"=;,()[\]{}]+/)) {
    const path = PATH.exec(word)?.[1];
    if (path) found.add(path);
  }
  for (const [look, path] of SUITES) {
    for (const [, name] of text.matchAll(look)) found.add(path(name));
  }
  return [...found];
}
