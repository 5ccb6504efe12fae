import { type Engine, platformClass, type PlatformClass } from '../../engine/index.ts';
import { ApexList, PlatformObject } from '../../values/index.ts';
import type { ApexValue } from '../../values/index.ts';
import { required } from '../core/support.ts';

/** A choice of a picklist in the App Builder. */
class DataRow extends PlatformObject {
  readonly $type = 'visualeditor.datarow';
  readonly label: string | null;
  readonly value: ApexValue;
  readonly selected: boolean;

  constructor(label: string | null, value: ApexValue, selected: boolean | null = false) {
    super();
    this.label = label;
    this.value = value;
    this.selected = selected === true;
  }
}

class PickListRows extends PlatformObject {
  readonly $type = 'visualeditor.dynamicpicklistrows';
  readonly rows: ApexList;
  containsAll: boolean;

  constructor(rt: Engine, rows: ApexList | null = null, containsAll: boolean | null = false) {
    super();
    this.rows = new ApexList(rt.type('system.list<visualeditor.datarow>'), [...(rows?.items ?? [])]);
    this.containsAll = containsAll === true;
  }
}

function byLabel(a: ApexValue, b: ApexValue): number {
  const [first, second] = [(a as DataRow).label ?? '', (b as DataRow).label ?? ''];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Base of a project's own list; the choices are the project's to give. */
class PickList extends PlatformObject {
  readonly $type = 'visualeditor.dynamicpicklist';
}

export const visualEditorClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'VisualEditor.DataRow',
    constructors: {
      'new/2': (_rt, label: string | null, value: ApexValue) => new DataRow(label, value),
      'new/3': (_rt, label: string | null, value: ApexValue, selected: boolean | null) =>
        new DataRow(label, value, selected)
    },
    methods: {
      getLabel: (_rt, self: DataRow) => self.label,
      getValue: (_rt, self: DataRow) => self.value,
      isSelected: (_rt, self: DataRow) => self.selected,
      compareTo: (rt, self: DataRow, other: DataRow | null) => byLabel(self, required(rt, other))
    }
  }),
  platformClass({
    name: 'VisualEditor.DynamicPickListRows',
    constructors: {
      'new/0': (rt) => new PickListRows(rt),
      'new/1': (rt, rows: ApexList | null) => new PickListRows(rt, rows),
      'new/2': (rt, rows: ApexList | null, all: boolean | null) => new PickListRows(rt, rows, all)
    },
    methods: {
      addRow: (rt, self: PickListRows, row: ApexValue) => void self.rows.items.push(required(rt, row)),
      addAllRows: (rt, self: PickListRows, rows: ApexList | null) =>
        void self.rows.items.push(...required(rt, rows).items),
      get: (rt, self: PickListRows, index: number) =>
        self.rows.items[index] ?? rt.fail('System.ListException', `List index out of bounds: ${index}`),
      getDataRows: (_rt, self: PickListRows) => self.rows,
      size: (_rt, self: PickListRows) => self.rows.items.length,
      sort: (_rt, self: PickListRows) => void self.rows.items.sort(byLabel),
      containsAllRows: (_rt, self: PickListRows) => self.containsAll,
      setContainsAllRows: (_rt, self: PickListRows, all: boolean | null) => void (self.containsAll = all === true)
    }
  }),
  platformClass({ name: 'VisualEditor.DynamicPickList', constructors: { 'new/0': () => new PickList() } })
];
