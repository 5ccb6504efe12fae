import { api, LightningElement } from 'lwc';
import type { FieldDescription } from '@local-org/shell-types';

const NUMERIC = new Set(['int', 'double', 'currency', 'percent']);

type Row = Record<string, unknown>;

interface Column extends FieldDescription {
  className: string;
  ariaSort: string;
  icon: string | null;
  sortLabel: string;
}

interface Line {
  key: string;
  row: Row;
  cells: { key: string; field: FieldDescription; linkTo: string | undefined; className: string }[];
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

  get heads(): Column[] {
    return this.columns.map((column) => {
      const sorted = this.sortPath === column.path || this.sortPath === column.namePath;
      return {
        ...column,
        className: NUMERIC.has(column.type) ? 'shell-num' : '',
        ariaSort: sorted ? (this.descending ? 'descending' : 'ascending') : 'none',
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
        cells: this.columns.map((field) => ({
          key: field.path,
          field,
          linkTo: field.path === this.nameField ? `/lightning/r/${this.objectName}/${id}/view` : undefined,
          className: NUMERIC.has(field.type) ? 'shell-num' : ''
        }))
      };
    });
  }

  handleSort(event: Event): void {
    const { path } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('sort', { detail: path }));
  }
}
