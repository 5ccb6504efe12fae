const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = {
  ...jestConfig,
  // the TypeScript is tested, not what a build may have left beside it
  moduleFileExtensions: ['ts', 'js', 'html', 'json'],
  setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv ?? []), '<rootDir>/config/jest/setup.js'],
  moduleNameMapper: { ...jestConfig.moduleNameMapper, '^c/cwLabels\\w+$': '<rootDir>/config/jest/labels.js' },
  testMatch: ['<rootDir>/force-app/**/__tests__/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.local-org', '<rootDir>/.cache'],
  collectCoverageFrom: ['force-app/main/default/lwc/**/*.ts', '!**/__tests__/**']
};
