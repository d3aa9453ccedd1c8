// The budgets of the house, as lint: they bind the product's code; tests, stories and fixtures are free
// of the limits on length.
module.exports = {
  overrides: [
    {
      files: ['src/**/*.tsx'],
      rules: {
        // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
        'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: [], roles: ['tabpanel', 'region'] }],
      },
    },
    {
      files: ['src/**/*.ts', 'src/**/*.tsx'],
      rules: {
        '@typescript-eslint/no-explicit-any': 'error',
        'no-console': 'error',
      },
    },
    {
      files: ['src/**/*.ts', 'src/**/*.tsx'],
      excludedFiles: [
        '**/*.test.ts',
        '**/*.test.tsx',
        '**/*.stories.tsx',
        '**/*.conformance.ts',
        '**/__fixtures__/**',
        '**/__testUtils__/**',
        '**/setupTests.ts',
      ],
      rules: {
        'max-lines': ['error', { max: 250 }],
        'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      },
    },
  ],
};
