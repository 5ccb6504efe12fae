import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chartShapes, shorten } from '../../src/lightning/client/platform/chart-shapes.ts';
import { reportTable, type TableLine } from '../../src/lightning/client/platform/report-table.ts';
import type { ChartData, ReportDescription, ReportFact } from '../../src/lightning/client/platform/report-types.ts';

const cell = (label: string): { label: string; value: string } => ({ label, value: label });
const fact = (values: string[], rows: string[][] = []): ReportFact => ({
  values: values.map(cell),
  rows: rows.map((row) => row.map(cell))
});
const group = (
  key: string,
  label: string,
  ...groups: ReportDescription['down']
): ReportDescription['down'][number] => ({ key, label, groups });

const BASE: ReportDescription = {
  id: '00O',
  name: 'Things',
  description: '',
  folderLabel: '',
  typeLabel: '',
  format: 'Summary',
  showDetails: true,
  columns: [
    { name: 'Name', label: 'Name', type: 'string' },
    { name: 'Cost', label: 'Cost', type: 'currency' }
  ],
  groupings: [{ label: 'Status' }, { label: 'Kind' }],
  acrossGroupings: [],
  measures: [
    { key: 's!Cost', label: 'Sum of Cost' },
    { key: 'RowCount', label: 'Record Count' }
  ],
  down: [group('0', 'New', group('0_0', 'Big'), group('0_1', 'Small'))],
  across: [],
  facts: {
    'T!T': fact(['6', '3']),
    '0!T': fact(['6', '3']),
    '0_0!T': fact(
      ['3', '2'],
      [
        ['a', '1'],
        ['b', '2']
      ]
    ),
    '0_1!T': fact(['3', '1'], [['c', '3']])
  },
  rowCount: 3,
  shownRows: 3,
  notices: []
};

const texts = (lines: readonly TableLine[]): string[] =>
  lines.map(({ cells }) =>
    cells
      .map(
        ({ label, rowSpan, colSpan }) =>
          `${label}${rowSpan > 1 ? `↓${rowSpan}` : ''}${colSpan > 1 ? `→${colSpan}` : ''}`
      )
      .join('|')
  );

/** Every line fills the table's width, what reaches down from above included. */
function widths(lines: readonly TableLine[]): number[] {
  const open: number[] = [];
  return lines.map(({ cells }) => {
    const above = open.filter((left) => left > 0).length;
    open.forEach((left, index) => (open[index] = left - 1));
    for (const { rowSpan, colSpan } of cells)
      if (rowSpan > 1) for (let n = 0; n < colSpan; n += 1) open.push(rowSpan - 1);
    return above + cells.reduce((sum, { colSpan }) => sum + colSpan, 0);
  });
}

describe('a report’s table', () => {
  test('groups span their rows; subtotals stand below the columns they summarize', () => {
    const { head, body } = reportTable(BASE);
    assert.deepEqual(texts(head), ['Status|Kind|Name|Cost']);
    assert.deepEqual(texts(body), [
      'New↓6|Big↓3|a|1',
      'b|2',
      'Subtotal (2)|3',
      'Small↓2|c|3',
      'Subtotal (1)|3',
      'Subtotal (3)||6',
      'Total (3)→2||6'
    ]);
    assert.deepEqual(new Set(widths(body)), new Set([4]));
  });

  test('without details every innermost group is one line of figures', () => {
    const { head, body } = reportTable({ ...BASE, showDetails: false });
    assert.deepEqual(texts(head), ['Status|Kind|Sum of Cost|Record Count']);
    assert.deepEqual(texts(body), ['New↓3|Big|3|2', 'Small|3|1', 'Subtotal|6|3', 'Total→2|6|3']);
    assert.deepEqual(new Set(widths(body)), new Set([4]));
  });

  test('a matrix has its second side above, with totals of both', () => {
    const { head, body } = reportTable({
      ...BASE,
      format: 'Matrix',
      groupings: [{ label: 'Kind' }],
      acrossGroupings: [{ label: 'Year' }],
      down: [group('0', 'Big')],
      across: [group('0', '2025'), group('1', '2026')],
      facts: { '0!0': fact(['1', '1']), '0!T': fact(['1', '1']), 'T!0': fact(['1', '1']), 'T!T': fact(['1', '1']) }
    });
    assert.deepEqual(texts(head), [
      'Kind↓2|2025→2|2026→2|Total→2',
      'Sum of Cost|Record Count|Sum of Cost|Record Count|Sum of Cost|Record Count'
    ]);
    assert.deepEqual(texts(body), ['Big|1|1|||1|1', 'Total|1|1|||1|1']);
    assert.deepEqual(new Set([...widths(head), ...widths(body)]), new Set([7]));
  });
});

describe('a chart', () => {
  const chart: ChartData = {
    shape: 'bar',
    stacked: false,
    title: '',
    groupLabel: 'Kind',
    measureLabel: 'Sum of Cost',
    categories: ['Big', 'Small'],
    series: [
      { label: '2025', values: [10, 5], texts: ['10', '5'] },
      { label: '2026', values: [30, -5], texts: ['30', '-5'] }
    ],
    total: '40'
  };

  test('bars are as long as their values; a negative one has no length and keeps its text', () => {
    const { rects, texts: words, legend } = chartShapes(chart, 400);
    const [big2025, big2026, , small2026] = rects;
    assert.equal(Math.round((big2026?.width ?? 0) / (big2025?.width ?? 1)), 3);
    assert.equal(small2026?.width, 0);
    assert.ok(words.some(({ text }) => text === '-5'));
    assert.equal(big2026?.title, 'Big, 2026: 30');
    assert.deepEqual(
      legend.map(({ label }) => label),
      ['2025', '2026']
    );
  });

  test('stacked columns stand on each other', () => {
    const { rects } = chartShapes({ ...chart, shape: 'column', stacked: true }, 400);
    const [first, second] = rects;
    assert.equal((second?.y ?? 0) + (second?.height ?? 0), first?.y);
    assert.equal(second?.x, first?.x);
  });

  test('nothing is drawn outside the picture', () => {
    for (const shape of ['bar', 'column', 'line'] as const) {
      const drawn = chartShapes({ ...chart, shape, series: chart.series.slice(0, 1) }, 200);
      for (const { x, y, width, height } of drawn.rects) {
        assert.ok(x >= 0 && y >= 0 && x + width <= 200 && y + height <= drawn.height, shape);
      }
    }
  });

  test('a donut of one group is a whole ring with its share', () => {
    const { paths, legend } = chartShapes(
      { ...chart, shape: 'donut', categories: ['Big'], series: [{ label: '', values: [4], texts: ['4'] }] },
      300
    );
    assert.equal(paths.length, 1);
    assert.equal(legend[0]?.label, 'Big: 4 (100%)');
  });

  test('long labels are shortened to their room', () => {
    assert.equal(shorten('A very long label indeed', 60), 'A very l…');
    assert.equal(shorten('Short', 60), 'Short');
  });
});
