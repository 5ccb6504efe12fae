import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PageComponent, PageDescription } from '../../src/lightning/page/describe-page.ts';
import { openWorkbench, type Workbench } from './support/workbench.ts';

let bench: Workbench;
before(async () => {
  bench = await openWorkbench();
});
after(() => bench.close());

async function page(parameters: Record<string, string>, alias: 'admin' | 'worker' = 'admin'): Promise<PageDescription> {
  const { status, body } = await bench.call(
    'GET',
    `/lightning/api/page?${new URLSearchParams(parameters)}`,
    undefined,
    alias
  );
  assert.equal(status, 200, JSON.stringify(body));
  return body as PageDescription;
}

function components({ regions }: PageDescription, region: string): readonly PageComponent[] {
  return regions.find(({ name }) => name === region)?.components ?? [];
}

describe('home pages', () => {
  test('an app’s override chooses its home; an override for the user’s profile goes before it', async () => {
    assert.equal((await page({ type: 'home', app: 'Bench' })).name, 'Bench_Home');
    assert.equal((await page({ type: 'home', app: 'Bench' }, 'worker')).name, 'Bench_Manager_Home');
  });

  test('an app that activates no home has the standard one', async () => {
    const { status, body } = await bench.call('GET', '/lightning/api/page?type=home&app=Store_Room');
    assert.equal(status, 404);
    assert.match((body as { message: string }).message, /no home page/);
  });

  test('standard components become cards with what they show', async () => {
    const home = await page({ type: 'home', app: 'Bench' });
    const [list] = components(home, 'bottomLeft');
    assert.deepEqual(list?.kind === 'listView' && list.listView, {
      objectName: 'Repair__c',
      filterName: 'Waiting',
      rows: 3
    });
    assert.deepEqual(
      components(home, 'sidebar').map((item) => [item.kind, item.kind === 'unsupported' ? item.name : '']),
      [
        ['todayTasks', ''],
        ['unsupported', 'home:assistant'],
        ['recentItems', '']
      ]
    );
    const recent = components(home, 'sidebar')[2];
    assert.deepEqual(recent?.kind === 'recentItems' && recent.recentItems, {
      label: 'Customers',
      objectNames: ['Account'],
      rows: 2
    });
  });

  test('design properties have the type that the page’s own target declares', async () => {
    const custom = components(await page({ type: 'home', app: 'Bench' }), 'top')[1];
    assert.deepEqual(custom?.kind === 'custom' && custom.properties, { heading: 'Morning', size: 3 });
    const onBoard = components(await page({ type: 'tab', name: 'Bench_Board' }), 'region1')[0];
    assert.deepEqual(onBoard?.kind === 'custom' && onBoard.properties, { heading: 'Board', size: 'seven' });
  });
});

describe('tabs', () => {
  test('an app page has its tab’s label and icon; an object that does not exist is named', async () => {
    const board = await page({ type: 'tab', name: 'Bench_Board' });
    assert.deepEqual([board.label, board.icon], ['Board', 'custom:custom18']);
    const missing = components(board, 'region3')[0];
    assert.match(missing?.kind === 'unsupported' ? missing.reason : '', /no object named Nothing__c/);
  });

  test('a component’s tab shows the component', async () => {
    const tab = await page({ type: 'tab', name: 'Bench_Calculator' });
    assert.equal(tab.label, 'Calculator');
    const [component] = components(tab, 'main');
    assert.equal(component?.kind === 'custom' && component.name, 'benchNote');
  });

  test('a web tab says that it is not supported', async () => {
    const { status, body } = await bench.call('GET', '/lightning/api/page?type=tab&name=Bench_Shop');
    assert.equal(status, 404);
    assert.match((body as { message: string }).message, /Shop shows a web page, which is not supported/);
  });
});
