import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { DashboardDescription, ReportDescription } from '../../src/lightning/report/index.ts';
import { openWorkbench, type Workbench } from './support/workbench.ts';

let bench: Workbench;

/** Name, kind, status, cost, hours, received, finished, urgent. */
const REPAIRS = [
  ['Mantel clock', 'Clock', 'Waiting', 120.1, 2, '2026-01-05', '2026-03-01T00:00:00Z', false],
  ['Wall clock', 'Clock', 'In Work', 80.2, 5, '2026-02-10', '2026-03-31T23:59:59Z', false],
  ['Kitchen radio', 'Radio', 'Waiting', 45, 1, '2026-02-11', '2026-04-01T00:00:00Z', false],
  ['Tourer', 'Bicycle', 'Done', 300, 9, '2026-02-28', '2026-02-28T23:59:59Z', true],
  ['Scooter', 'Bicycle', 'Done', 500, 3, null, null, false],
  ['Cheap radio', 'Radio', 'Waiting', 5, 0.5, null, '2026-03-15T12:00:00Z', false]
] as const;

before(async () => {
  bench = await openWorkbench();
  const customer = await bench.create('Account', { Name: 'Kessler', Phone: '030 1' });
  for (const [Name, Kind__c, Status__c, Cost__c, Hours__c, Received_On__c, Finished_At__c, Urgent__c] of REPAIRS) {
    const id = await bench.create('Repair__c', {
      Name,
      Kind__c,
      Status__c,
      Cost__c,
      Hours__c,
      Received_On__c,
      Finished_At__c,
      Urgent__c,
      ...(Name === 'Wall clock' && { Customer__c: customer })
    });
    if (Kind__c !== 'Clock') continue;
    await bench.create('Repair_Part__c', { Repair__c: id, Quantity__c: 3, Supplier__c: 'Ironmonger' });
    await bench.create('Repair_Part__c', { Repair__c: id, Quantity__c: 1, Supplier__c: 'Ironmonger' });
  }
});
after(() => bench.close());

async function api(
  name: string,
  id: string,
  alias: 'admin' | 'worker' = 'admin'
): Promise<{ status: number; body: unknown }> {
  return bench.call('GET', `/lightning/api/${name}?id=${encodeURIComponent(id)}`, undefined, alias);
}

async function report(id: string): Promise<ReportDescription> {
  const { status, body } = await api('report', id);
  assert.equal(status, 200, JSON.stringify(body));
  return body as ReportDescription;
}

function figures(result: ReportDescription, key: string): unknown {
  const fact = result.facts[key];
  return Object.fromEntries(result.measures.map((measure, index) => [measure.key, fact?.values[index]?.value ?? null]));
}

function rows(result: ReportDescription, key: string): string[][] {
  return (result.facts[key]?.rows ?? []).map((cells) => cells.map(({ label }) => label));
}

describe('a summary report', () => {
  test('groups what its filters and their logic let through, in the order of the picklists', async () => {
    const result = await report('Repairs_by_Status');
    assert.deepEqual(
      result.down.map(({ label, groups }) => [label, groups.map((group) => group.label)]),
      [
        ['Waiting', ['Clock', 'Radio']],
        ['In Work', ['Clock']],
        ['Done', ['Bicycle']]
      ]
    );
    assert.equal(result.rowCount, 4);
  });

  test('has sums without binary dust, averages and counts for every group and in all', async () => {
    const result = await report('Repairs_by_Status');
    assert.deepEqual(figures(result, 'T!T'), {
      's!Repair__c.Cost__c': 545.3,
      'a!Repair__c.Cost__c': 136.325,
      RowCount: 4
    });
    assert.deepEqual(figures(result, '0!T'), {
      's!Repair__c.Cost__c': 165.1,
      'a!Repair__c.Cost__c': 82.55,
      RowCount: 2
    });
    assert.deepEqual(
      result.measures.map(({ label }) => label),
      ['Sum of Cost', 'Average Cost', 'Record Count']
    );
  });

  test('shows details under the innermost groups, with links to records and a dash for nothing', async () => {
    const result = await report('Repairs_by_Status');
    assert.deepEqual(rows(result, '1_0!T'), [['Wall clock', 'Kessler', '$80.20', '2/10/26']]);
    assert.deepEqual(rows(result, '0_1!T'), [['Kitchen radio', '-', '$45.00', '2/11/26']]);
    assert.deepEqual(rows(result, '0!T'), []);
    const [name, customer] = result.facts['1_0!T']?.rows[0] ?? [];
    assert.match(name?.recordId ?? '', /^a\w{17}$/);
    assert.match(customer?.recordId ?? '', /^001/);
  });

  test('draws its chart from its rows, split by the second grouping', async () => {
    const { chart } = await report('Repairs_by_Status');
    assert.deepEqual(chart?.categories, ['Waiting', 'In Work', 'Done']);
    assert.deepEqual(
      chart?.series.map(({ label, values }) => [label, values]),
      [
        ['Clock', [120.1, 80.2, 0]],
        ['Radio', [45, 0, 0]],
        ['Bicycle', [0, 0, 300]]
      ]
    );
    assert.deepEqual([chart?.shape, chart?.stacked, chart?.title], ['bar', true, 'Cost by status']);
  });

  test('computes formulas of summaries and joins two objects', async () => {
    const result = await report('Parts_of_Repairs');
    assert.deepEqual(
      result.down.map(({ label }) => label),
      ['Mantel clock', 'Wall clock']
    );
    assert.deepEqual(figures(result, '0!T'), {
      's!Repair_Part__c.Quantity__c': 4,
      'u!Repair_Part__c.Supplier__c': 1,
      RowCount: 2,
      FORMULA1: 2
    });
    assert.equal(result.columns[0]?.label, 'Repair Part: Repair Part Number');
  });
});

describe('other formats and filters', () => {
  test('a tabular report keeps to its time frame in the user’s days, its order and its number of rows', async () => {
    const result = await report('Repair_List');
    assert.deepEqual(
      rows(result, 'T!T').map(([name, phone]) => [name, phone]),
      [
        ['Wall clock', '030 1'],
        ['Kitchen radio', '-']
      ]
    );
  });

  test('a matrix has figures where groups of both sides meet; its rows are in the order of their sums', async () => {
    const result = await report('Cost_by_Month');
    assert.deepEqual(
      result.across.map(({ label }) => label),
      ['-', 'January 2026', 'February 2026']
    );
    assert.deepEqual(
      result.down.map(({ label }) => label),
      ['Bicycle', 'Clock', 'Radio']
    );
    assert.deepEqual(figures(result, '1!1'), { 's!Repair__c.Cost__c': 120.1, RowCount: 1 });
    assert.deepEqual(figures(result, '0!T'), { 's!Repair__c.Cost__c': 800, RowCount: 2 });
    assert.equal(result.facts['2!1'], undefined);
  });

  test('a custom report type keeps records without children; numbers fall into buckets', async () => {
    const result = await report('All_Parts');
    assert.deepEqual(
      result.down.map(({ label }) => label),
      ['Small', 'Large']
    );
    // two parts of the wall clock, and two radios without any
    assert.deepEqual(figures(result, '0!T'), { 's!Repair__c.Parts__r$Quantity__c': 4, RowCount: 4 });
    assert.deepEqual(
      rows(result, '0!T')
        .map(([name]) => name)
        .sort(),
      ['Cheap radio', 'Kitchen radio', 'Wall clock', 'Wall clock']
    );
  });

  test('a cross filter leaves out records with such children', async () => {
    const result = await report('Repairs_without_Parts');
    assert.deepEqual(
      rows(result, 'T!T')
        .map(([name]) => name)
        .sort(),
      ['Cheap radio', 'Kitchen radio', 'Scooter', 'Tourer']
    );
  });

  test('what is not supported is refused by its name', async () => {
    const { status, body } = await api('report', 'Joined');
    assert.equal(status, 400);
    assert.match((body as { message: string }).message, /blocks \(a joined report\)/);
  });
});

describe('access', () => {
  test('a report whose grouping or filter the user may not read is not run; a column is left out', async () => {
    const denied = await api('report', 'Repairs_by_Status', 'worker');
    assert.equal(denied.status, 403);
    assert.match((denied.body as { message: string }).message, /filters by: Repair__c\.Cost__c/);
    const partial = (await api('report', 'Price_List', 'worker')).body as ReportDescription;
    assert.deepEqual(
      partial.columns.map(({ label }) => label),
      ['Repair: Repair Name', 'Kind']
    );
    assert.deepEqual(
      partial.measures.map(({ key }) => key),
      ['RowCount']
    );
    assert.match(partial.notices.join(), /Repair__c\.Cost__c/);
    const { status, body } = await api('report', 'Repairs_without_Parts', 'worker');
    assert.equal(status, 403);
    assert.match((body as { message: string }).message, /Repair Parts/);
  });

  test('folders that are not shared are for administrators', async () => {
    const names = async (alias: 'admin' | 'worker'): Promise<string[]> => {
      const { body } = await bench.call('GET', '/lightning/api/reports', undefined, alias);
      return (body as { entries: { name: string; folderLabel: string }[] }).entries.map(
        ({ name, folderLabel }) => `${folderLabel}/${name}`
      );
    };
    assert.ok((await names('admin')).includes('Back Office/Salaries'));
    const workers = await names('worker');
    assert.ok(workers.includes('Bench Reports/Repair List'));
    assert.ok(!workers.includes('Back Office/Salaries'));
    assert.equal((await api('report', 'Back_Office/Salaries', 'worker')).status, 404);
  });

  test('a report of the user’s own records has no others', async () => {
    assert.equal(((await api('report', 'Price_List')).body as ReportDescription).rowCount, 6);
    assert.equal(((await api('report', 'Price_List', 'worker')).body as ReportDescription).rowCount, 0);
  });

  test('ids stay the same and are found', async () => {
    const first = await report('Repair_List');
    assert.match(first.id, /^00O\w{15}$/);
    assert.equal((await report(first.id)).name, 'Repair List');
  });
});

describe('a dashboard', () => {
  test('shows figures, charts and tables of its reports; what it cannot show is named', async () => {
    const { status, body } = await api('dashboard', 'Bench_Overview');
    assert.equal(status, 200, JSON.stringify(body));
    const { tiles } = body as DashboardDescription;
    const by = (title: string): DashboardDescription['tiles'][number] | undefined =>
      tiles.find((tile) => tile.title === title);
    assert.deepEqual(by('All costs')?.metric, { label: 'Costs', text: '$545.30', color: '#C2C254' });
    assert.deepEqual(by('By status')?.chart?.categories, ['Done', 'Waiting', 'In Work']);
    assert.deepEqual(by('By kind')?.chart?.series[0]?.values, [2, 1, 1]);
    assert.deepEqual(
      by('Months')?.table?.rows.map((cells) => cells.map(({ label }) => label)),
      [
        ['Radio', '$50.00'],
        ['Clock', '$200.30'],
        ['Bicycle', '$800.00']
      ]
    );
    assert.equal(by('Over time')?.chart?.shape, 'line');
    assert.match(by('A page')?.reason ?? '', /VisualforcePage/);
    assert.match(by('Joined')?.reason ?? '', /joined report/);
  });
});

describe('the Analytics REST API', () => {
  interface Run {
    readonly attributes: { readonly reportId: string };
    readonly allData: boolean;
    readonly hasDetailRows: boolean;
    readonly factMap: Record<string, { aggregates: { value: number }[]; rows?: { dataCells: { label: string }[] }[] }>;
    readonly groupingsDown: { readonly groupings: { key: string; label: string; groupings: { key: string }[] }[] };
    readonly reportMetadata: { readonly reportFormat: string; readonly aggregates: string[] };
  }

  test('lists reports and runs one, with details where they are asked for', async () => {
    const { body: list } = await bench.call('GET', '/analytics/reports');
    const entry = (list as { id: string; name: string; url: string }[]).find(
      ({ name }) => name === 'Repairs by Status'
    );
    assert.equal(entry?.url, `/services/data/v67.0/analytics/reports/${entry?.id}`);
    const plain = (await bench.call('GET', `/analytics/reports/${entry?.id}`)).body as Run;
    assert.equal(plain.attributes.reportId, entry?.id);
    assert.deepEqual([plain.hasDetailRows, plain.factMap['0_0!T']?.rows], [false, undefined]);
    assert.deepEqual(
      plain.factMap['T!T']?.aggregates.map(({ value }) => value),
      [545.3, 136.325, 4]
    );
    assert.deepEqual(
      plain.groupingsDown.groupings.map(({ key, label, groupings }) => [
        key,
        label,
        groupings.map((group) => group.key)
      ]),
      [
        ['0', 'Waiting', ['0_0', '0_1']],
        ['1', 'In Work', ['1_0']],
        ['2', 'Done', ['2_0']]
      ]
    );
    const detailed = (await bench.call('GET', `/analytics/reports/${entry?.id}?includeDetails=true`)).body as Run;
    assert.equal(detailed.factMap['1_0!T']?.rows?.[0]?.dataCells[0]?.label, 'Wall clock');
    assert.equal(detailed.allData, true);
  });

  test('describes a report; what it does not do is named, and an unknown report is not found', async () => {
    const { id } = await report('Cost_by_Month');
    const described = (await bench.call('GET', `/analytics/reports/${id}/describe`)).body as Run;
    assert.equal(described.reportMetadata.reportFormat, 'MATRIX');
    assert.deepEqual(described.reportMetadata.aggregates, ['s!Repair__c.Cost__c', 'RowCount']);
    assert.equal(described.factMap, undefined);
    assert.equal((await bench.call('POST', `/analytics/reports/${id}`, {})).status, 501);
    assert.equal((await bench.call('GET', '/analytics/reports/00O000000000001AAA')).status, 404);
    const joined = (await bench.call('GET', '/analytics/reports')).body as { id: string; name: string }[];
    const refused = await bench.call('GET', `/analytics/reports/${joined.find(({ name }) => name === 'Joined')?.id}`);
    assert.equal(refused.status, 501);
    assert.match(JSON.stringify(refused.body), /joined report/);
  });
});
