#!/usr/bin/env node
// Plain JavaScript in words that old releases of Node understand too: it is what tells them apart.
const OLDEST = 24;

if (Number(process.versions.node.split('.')[0]) < OLDEST) {
  console.error(
    `local-org needs Node.js ${OLDEST} or newer and was started with ${process.versions.node}. Run it by npm (npx local-org, npm start), which uses the release that the project installs, or install a newer one.`
  );
  process.exitCode = 1;
} else {
  await import('../src/cli/main.ts');
}
