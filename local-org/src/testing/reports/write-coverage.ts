import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { UnitCoverage } from '../report.ts';
import { indexPage, pageName, unitPage } from './html.ts';
import { toLcov } from './lcov.ts';
import { Sources } from './sources.ts';

/** Writes `lcov.info`, `index.html` and one page per class and trigger into a folder, which is made if it is not there. */
export function writeCoverage(units: readonly UnitCoverage[], folder: string, root = process.cwd()): void {
  const sources = new Sources();
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'lcov.info'), toLcov(units, root));
  writeFileSync(path.join(folder, 'index.html'), indexPage(units));
  for (const unit of units) {
    writeFileSync(path.join(folder, pageName(unit)), unitPage(unit, sources.lines(unit.file)));
  }
}
