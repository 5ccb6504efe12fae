import { coveredPercent, type UnitCoverage } from '../report.ts';
import { table } from '../../common/index.ts';

/** Below this a class is shown as badly covered: what Salesforce asks for a deployment to production. */
const FLOOR = 75;

const STYLE = `:root { color-scheme: light dark; --bad: light-dark(#fddede, #5c1f24); --good: light-dark(#dcf5e0, #173f22) }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .25rem .75rem }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums }
tbody tr.low td { background: var(--bad) }
table.source { font: 13px/1.45 ui-monospace, monospace; white-space: pre; tab-size: 4 }
table.source td { padding: 0 .75rem }
tr.covered td { background: var(--good) }
tr.uncovered td { background: var(--bad) }`;

/** File name of a unit's page. */
export function pageName({ kind, name }: UnitCoverage): string {
  return `${kind}-${name}.html`;
}

/** The page that lists all units, the least covered first. */
export function indexPage(units: readonly UnitCoverage[]): string {
  const rows = units
    .map((unit) => ({ unit, percent: coveredPercent([unit]) }))
    .sort((a, b) => a.percent - b.percent || a.unit.name.localeCompare(b.unit.name))
    .map(({ unit, percent }) => {
      const total = unit.covered.length + unit.uncovered.length;
      return `<tr${percent < FLOOR ? ' class="low"' : ''}><td><a href="${pageName(unit)}">${escape(unit.name)}</a></td><td>${unit.kind}</td><td class="number">${percent} %</td><td class="number">${unit.covered.length}/${total}</td></tr>`;
    });
  const body = `<h1>Apex coverage: ${coveredPercent(units)} %</h1>
<table><thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col" class="number">Covered</th><th scope="col" class="number">Lines</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>`;
  return page('Apex coverage', body);
}

/** The source of one unit with its covered and uncovered lines. */
export function unitPage(unit: UnitCoverage, lines: readonly string[]): string {
  const covered = new Set(unit.covered);
  const uncovered = new Set(unit.uncovered);
  const rows = lines.map((text, index) => {
    const line = index + 1;
    const [state, mark] = covered.has(line) ? ['covered', '✓'] : uncovered.has(line) ? ['uncovered', '✗'] : ['', ''];
    return `<tr id="L${line}"${state ? ` class="${state}"` : ''}><td class="number">${line}</td><td${state ? ` title="${state}"` : ''}>${mark}</td><td>${escape(text)}</td></tr>`;
  });
  const body = `<p><a href="index.html">All classes and triggers</a></p>
<h1>${escape(unit.name)}: ${coveredPercent([unit])} %</h1>
<table class="source"><tbody>
${rows.join('\n')}
</tbody></table>`;
  return page(`${unit.name} – Apex coverage`, body);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
<style>
${STYLE}
</style></head><body>
${body}
</body></html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = table({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' });

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
