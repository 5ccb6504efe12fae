import type { Grouping, GroupValue } from './groupings.ts';
import { Accumulator, summaryKey, type Measure } from './measures.ts';
import type { Row } from './report-values.ts';

/** A group in the order it is shown: `0`, its second one inside `0_1`. */
export interface Group {
  readonly key: string;
  readonly label: string;
  readonly value: GroupValue['value'];
  readonly recordId?: string;
  readonly groups: readonly Group[];
}

/** Figures and rows where a group of the rows meets one of the columns. */
export interface Fact {
  readonly values: readonly (number | string | null)[];
  /** Indexes of the rows; only where both sides are groups of the innermost level. */
  readonly rows: readonly number[];
}

export interface Summaries {
  readonly down: readonly Group[];
  readonly across: readonly Group[];
  /** By `down!across`; `T` stands for all. */
  readonly facts: ReadonlyMap<string, Fact>;
}

interface Node {
  readonly id: string;
  readonly value: GroupValue;
  readonly children: Map<string, Node>;
}

interface Cell {
  readonly accumulators: readonly Accumulator[];
  readonly rows: number[];
}

const TOTAL = 'T';
const BETWEEN = '\u0001';

/** Groups rows by both sides and computes every measure of every pair of groups, totals included. */
export function summarize(
  rows: readonly Row[],
  down: readonly Grouping[],
  across: readonly Grouping[],
  measures: readonly Measure[]
): Summaries {
  const [downRoot, acrossRoot] = [newRoot(), newRoot()];
  const cells = new Map<string, Cell>();
  rows.forEach((row, index) => {
    const downIds = place(downRoot, down, row);
    const acrossIds = place(acrossRoot, across, row);
    for (const downId of downIds) {
      for (const acrossId of acrossIds) {
        const cell = cellAt(cells, downId, acrossId, measures);
        for (const accumulator of cell.accumulators) accumulator.add(row);
        if (downId === downIds.at(-1) && acrossId === acrossIds.at(-1)) cell.rows.push(index);
      }
    }
  });
  cellAt(cells, TOTAL, TOTAL, measures);
  const facts = new Map([...cells].map(([id, cell]) => [id, factOf(cell, measures)]));
  const keys = new Map([[TOTAL, TOTAL]]);
  const figure = (id: string, side: 'down' | 'across', measure: number): number | string | null =>
    facts.get(side === 'down' ? `${id}!${TOTAL}` : `${TOTAL}!${id}`)?.values[measure] ?? null;
  const groupsOf = (side: 'down' | 'across', node: Node, groupings: readonly Grouping[], prefix: string): Group[] => {
    const [grouping, ...inner] = groupings;
    if (!grouping) return [];
    return sorted([...node.children.values()], grouping, measures, (id, measure) => figure(id, side, measure)).map(
      (child, index) => {
        const key = `${prefix}${index}`;
        keys.set(`${side}${child.id}`, key);
        const { label, value, recordId } = child.value;
        return { key, label, value, ...(recordId && { recordId }), groups: groupsOf(side, child, inner, `${key}_`) };
      }
    );
  };
  const downGroups = groupsOf('down', downRoot, down, '');
  const acrossGroups = groupsOf('across', acrossRoot, across, '');
  const keyOf = (side: string, id: string): string => (id === TOTAL ? TOTAL : (keys.get(side + id) as string));
  return {
    down: downGroups,
    across: acrossGroups,
    facts: new Map(
      [...facts].map(([id, fact]) => {
        const [downId = '', acrossId = ''] = id.split('!');
        return [`${keyOf('down', downId)}!${keyOf('across', acrossId)}`, fact];
      })
    )
  };
}

function newRoot(): Node {
  return { id: TOTAL, value: { id: '', label: '', value: null, order: '' }, children: new Map() };
}

/** The ids of the groups that a row belongs to, from the total inwards. */
function place(root: Node, groupings: readonly Grouping[], row: Row): string[] {
  const ids = [TOTAL];
  let node = root;
  for (const grouping of groupings) {
    const value = grouping.of(row);
    // No id may hold the sign that parts the two sides.
    const id = node.id + BETWEEN + encodeURIComponent(value.id).replaceAll('!', '%21');
    let child = node.children.get(value.id);
    if (!child) {
      child = { id, value, children: new Map() };
      node.children.set(value.id, child);
    }
    node = child;
    ids.push(id);
  }
  return ids;
}

function cellAt(cells: Map<string, Cell>, down: string, across: string, measures: readonly Measure[]): Cell {
  const id = `${down}!${across}`;
  let cell = cells.get(id);
  if (!cell) {
    cell = { accumulators: measures.map((measure) => new Accumulator(measure)), rows: [] };
    cells.set(id, cell);
  }
  return cell;
}

function factOf(cell: Cell, measures: readonly Measure[]): Fact {
  const plain = cell.accumulators.map((accumulator) => accumulator.value());
  const values = measures.map(({ formula }, index) =>
    formula
      ? formula.compiled.evaluate(
          formula.inputs.map((input) => (typeof plain[input] === 'number' ? plain[input] : null))
        )
      : (plain[index] ?? null)
  );
  return { values, rows: cell.rows };
}

function sorted(
  nodes: readonly Node[],
  grouping: Grouping,
  measures: readonly Measure[],
  figure: (id: string, measure: number) => number | string | null
): Node[] {
  const { sortBy } = grouping;
  const measure = sortBy ? measures.findIndex(({ key }) => key === summaryKey(sortBy.column, sortBy.kind)) : -1;
  const direction = grouping.descending ? -1 : 1;
  const order = ({ id, value }: Node): string | number =>
    measure < 0 ? value.order : (figure(id, measure) ?? -Infinity);
  return [...nodes].sort((left, right) => direction * compare(order(left), order(right)));
}

/** Numbers by value and before texts; nothing, which is the empty text, before all. */
export function compare(left: string | number, right: string | number): number {
  if (left === right) return 0;
  if (left === '') return -1;
  if (right === '') return 1;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'number') return -1;
  return typeof right === 'number' ? 1 : left.localeCompare(right);
}
