const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = {
  ...jestConfig,
  // the TypeScript is tested, not what a build may have left beside it
  moduleFileExtensions: ['ts', 'js', 'html', 'json'],
  setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv ?? []), '<rootDir>/config/jest/setup.js'],
  moduleNameMapper: {
    ...jestConfig.moduleNameMapper,
    '^c/cwLabels\\w+$': '<rootDir>/config/jest/labels.js',
    // a module of styles alone has no script to be found by
    '^c/cwPanelStyles$': '<rootDir>/force-app/main/default/lwc/cwPanelStyles/cwPanelStyles.css',
    '^test-support$': '<rootDir>/config/jest/support.js'
  },
  // an accessibility check takes seconds on a busy machine
  testTimeout: 30_000,
  testMatch: ['<rootDir>/force-app/**/__tests__/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.local-org', '<rootDir>/.cache'],
  collectCoverageFrom: ['force-app/main/default/lwc/**/*.ts', '!**/__tests__/**']
};
