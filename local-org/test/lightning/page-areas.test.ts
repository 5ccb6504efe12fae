import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageAreas } from '../../src/lightning/client/platform/page-areas.ts';

const regions = (...names: string[]): { name: string; components: string[] }[] =>
  names.map((name) => ({ name, components: ['something'] }));

function shape(template: string, ...names: string[]): unknown {
  const { rows, columns } = pageAreas(regions(...names), template);
  return [
    rows.map(({ name }) => name),
    ...columns.map(({ className, stacked, pair }) => [
      className.replace('shell-column shell-w-', ''),
      ...stacked.map(({ name }) => name),
      ...(pair.length ? [pair.map(({ name }) => name)] : [])
    ])
  ];
}

test('the desktop home has a wide column that ends in a pair, beside the sidebar', () => {
  assert.deepEqual(shape('home:desktopTemplate', 'top', 'bottomLeft', 'bottomRight', 'sidebar'), [
    [],
    ['main', 'top', ['bottomLeft', 'bottomRight']],
    ['side', 'sidebar']
  ]);
  assert.deepEqual(shape('home:desktopTemplate', 'sidebar'), [[], ['side', 'sidebar']]);
});

test('the numbered regions of app pages: a header over columns, and the narrow one at the side of the sidebar', () => {
  assert.deepEqual(shape('flexipage:appHomeTemplateThreeColumns', 'region1', 'region2', 'region3'), [
    [],
    ['equal', 'region1'],
    ['equal', 'region2'],
    ['equal', 'region3']
  ]);
  assert.deepEqual(shape('flexipage:appHomeTemplateHeaderTwoColumns', 'region1', 'region2', 'region3'), [
    ['region1'],
    ['equal', 'region2'],
    ['equal', 'region3']
  ]);
  assert.deepEqual(shape('flexipage:appHomeTemplateHeaderTwoColumnsLeftSidebar', 'region1', 'region2', 'region3'), [
    ['region1'],
    ['side', 'region2'],
    ['main', 'region3']
  ]);
});

test('record pages: header above, sidebar where the template’s name has it; empty regions take no room', () => {
  assert.deepEqual(shape('flexipage:recordHomeTemplateDesktop', 'header', 'main', 'sidebar'), [
    ['header'],
    ['main', 'main'],
    ['side', 'sidebar']
  ]);
  assert.deepEqual(shape('flexipage:recordHomeLeftSidebarTemplateDesktop', 'main', 'sidebar'), [
    [],
    ['side', 'sidebar'],
    ['main', 'main']
  ]);
  assert.deepEqual(pageAreas([{ name: 'sidebar', components: [] }], 'home:desktopTemplate'), { rows: [], columns: [] });
});
