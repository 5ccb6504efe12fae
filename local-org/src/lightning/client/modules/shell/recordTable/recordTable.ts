import { api, LightningElement } from 'lwc';
import { summaryText } from '@local-org/field-text';
import type { FieldDescription } from '@local-org/shell-types';

const NUMERIC = new Set(['int', 'double', 'currency', 'percent']);

type Row = Record<string, unknown>;

interface Column extends FieldDescription {
  className: string;
  ariaSort: string | null;
  icon: string | null;
  sortLabel: string;
}

interface Line {
  key: string;
  row: Row;
  selected: boolean;
  selectLabel: string;
  cells: {
    key: string;
    field: FieldDescription;
    linkTo: string | undefined;
    className: string;
    label: string;
    title: string | null;
  }[];
}

/** Records in a table; the name column links to the record. Asks its owner to sort, with a `sort` event. */
export default class RecordTable extends LightningElement {
  @api columns: FieldDescription[] = [];
  @api rows: Row[] = [];
  @api objectName = '';
  @api nameField = '';
  @api caption = '';
  @api sortable = false;
  @api sortPath = '';
  @api descending = false;
  /** Fits the columns into the card, cutting long values short; in a narrow card each record becomes a block. */
  @api fitted = false;

  /** Offers a box before each row; the owner keeps which rows are chosen and learns of changes by `select` events. */
  @api selectable = false;
  @api selected: string[] = [];

  get allSelected(): boolean {
    return this.rows.length > 0 && this.rows.every(({ Id }) => this.selected.includes(String(Id)));
  }

  get scrollClass(): string {
    return this.fitted ? 'shell-table-fit' : 'shell-table-scroll';
  }

  get tableClass(): string {
    return `slds-table slds-table_cell-buffer slds-table_bordered${this.fitted ? ' slds-table_fixed-layout' : ''}`;
  }

  get heads(): Column[] {
    return this.columns.map((column) => {
      const sorted = this.sortPath === column.path || this.sortPath === column.namePath;
      return {
        ...column,
        className: NUMERIC.has(column.type) ? 'shell-num' : '',
        ariaSort: this.sortable ? (sorted ? (this.descending ? 'descending' : 'ascending') : 'none') : null,
        icon: sorted ? (this.descending ? 'utility:arrowdown' : 'utility:arrowup') : null,
        sortLabel: `Sort by ${column.label}`
      };
    });
  }

  get lines(): Line[] {
    return this.rows.map((row) => {
      const id = String(row.Id);
      return {
        key: id,
        row,
        selected: this.selected.includes(id),
        selectLabel: `Select ${String(row[this.nameField] ?? id)}`,
        cells: this.columns.map((field) => ({
          key: field.path,
          field,
          linkTo: field.path === this.nameField ? `/lightning/r/${this.objectName}/${id}/view` : undefined,
          className: NUMERIC.has(field.type) ? 'shell-num' : '',
          label: field.label,
          title: this.fitted ? summaryText(field, row) : null
        }))
      };
    });
  }

  handleSort(event: Event): void {
    const { path } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('sort', { detail: path, bubbles: true, composed: true }));
  }

  private select(ids: string[]): void {
    this.dispatchEvent(new CustomEvent('select', { detail: ids, bubbles: true, composed: true }));
  }

  handleSelect(event: Event): void {
    const box = event.currentTarget as HTMLInputElement;
    const id = box.dataset.id ?? '';
    const others = this.selected.filter((known) => known !== id);
    this.select(box.checked ? [...others, id] : others);
  }

  handleSelectAll(event: Event): void {
    const box = event.currentTarget as HTMLInputElement;
    this.select(box.checked ? this.rows.map(({ Id }) => String(Id)) : []);
  }
}
