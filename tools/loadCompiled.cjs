// Lets Node load the compiled form of the server's sources; see compiledSources.mjs, which made it. What is loaded
// beside them (a benchmark's harness) is left to whatever compiles in the process, if anything does.

const { readFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');

const root = dirname(__dirname);
const folder = join(root, '.toolchain', 'compiled');
const targets = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
const compileHere = require.extensions['.ts'];

require.extensions['.ts'] = (module, filename) => {
  const target = targets[relative(root, filename).split('\\').join('/')];
  if (!target && compileHere) return compileHere(module, filename);
  if (!target) {
    throw new Error(`${filename} was not compiled; run it through \`npm start\`, or use \`npm run dev\`.`);
  }
  return module._compile(readFileSync(join(folder, target), 'utf8'), filename);
};
