const budgets = require('../../eslint.budgets.cjs');

// Its tests run beside the portal's own repositories, as a portal does.
module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  ...budgets,
  rules: {
    ...budgets.rules,
    '@backstage/no-mixed-plugin-imports': [
      'error',
      { excludedFiles: ['**/src/__testUtils__/**'] },
    ],
  },
});
