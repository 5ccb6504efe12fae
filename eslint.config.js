const { defineConfig } = require('eslint/config');
const lwcTs = require('@salesforce/eslint-config-lwc/recommended-ts');
const tseslint = require('typescript-eslint');
const globals = require('globals');

const typescriptRules = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-console': 'off'
};

const plainTable = {
  message:
    'A plain object also answers for constructor, toString and the like. Use a Map, or table({…}) of local-org/src/common/table.ts.'
};
const recordTable =
  'VariableDeclaration > VariableDeclarator:has(> Identifier.id TSTypeReference > Identifier[name="Record"]) > ObjectExpression.init[properties.length>0]';

module.exports = defineConfig([
  {
    ignores: [
      'node_modules/**',
      '.local-org/**',
      '**/.cache/**',
      'coverage/**',
      '.sfdx/**',
      'types/apex/**',
      'force-app/**/lwc/**/*.js',
      'local-org/test/**/fixtures/**'
    ]
  },
  {
    files: ['local-org/**/*.ts', 'scripts/**/*.ts', 'types/**/*.d.ts'],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parser: tseslint.parser, globals: { ...globals.node } },
    rules: typescriptRules
  },
  {
    files: ['local-org/src/**/*.ts'],
    ignores: ['local-org/src/lightning/client/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: `Program > ${recordTable}`, ...plainTable },
        { selector: `Program > ExportNamedDeclaration > ${recordTable}`, ...plainTable },
        { selector: 'MemberExpression[computed=true] > ObjectExpression.object', ...plainTable }
      ]
    }
  },
  {
    files: ['force-app/**/lwc/**/*.ts', 'local-org/src/lightning/client/modules/**/*.ts'],
    extends: [lwcTs, ...tseslint.configs.recommended],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { ecmaVersion: 'latest', sourceType: 'module' }
    },
    rules: typescriptRules
  },
  {
    files: ['force-app/**/lwc/**/*.test.ts', 'force-app/**/lwc/**/__tests__/**/*.ts'],
    languageOptions: { globals: { ...globals.node, ...globals.jest } },
    rules: {
      '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off',
      // jest.mock factories are hoisted above imports and can only require
      '@typescript-eslint/no-require-imports': 'off'
    }
  },
  {
    files: ['*.config.js', 'config/jest/*.js', 'eslint.config.js'],
    languageOptions: { sourceType: 'commonjs', globals: { ...globals.node, ...globals.jest } }
  }
]);
