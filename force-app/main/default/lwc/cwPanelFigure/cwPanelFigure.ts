import { LightningElement, api } from 'lwc';
import { COMMON_LABELS as LABELS } from 'c/cwLabelsCommon';

/** A column of the table behind a chart. */
export interface FigureColumn {
  readonly key: string;
  readonly label: string;
  readonly isNumeric?: boolean;
}

/** A row: the text of each column, in the order of the columns. */
export interface FigureRow {
  readonly key: string;
  readonly cells: readonly string[];
}

interface Cell {
  key: string;
  text: string;
  isHeader: boolean;
  className: string;
}

/** A chart with its legend, and the same data as a table for whoever prefers reading. */
export default class CwPanelFigure extends LightningElement {
  /** Names the table. */
  @api caption = '';
  /** Small print under the chart. */
  @api note = '';
  /** Columns of the table. */
  @api columns: readonly FigureColumn[] = [];
  /** Rows of the table. */
  @api rows: readonly FigureRow[] = [];

  isTable = false;

  get toggleLabel(): string {
    return this.isTable ? LABELS.commonViewAsChart : LABELS.commonViewAsTable;
  }

  get headers(): readonly { key: string; label: string; className: string }[] {
    return this.columns.map(({ key, label, isNumeric }) => ({ key, label, className: isNumeric ? 'numeric' : 'text' }));
  }

  get body(): readonly { key: string; cells: readonly Cell[] }[] {
    return this.rows.map((row) => ({
      key: row.key,
      cells: row.cells.map((text, index) => ({
        key: this.columns[index]?.key ?? String(index),
        text,
        isHeader: index === 0,
        className: this.columns[index]?.isNumeric ? 'numeric' : 'text'
      }))
    }));
  }

  handleToggle(): void {
    this.isTable = !this.isTable;
    if (this.isTable) {
      // a chart with many rows writes them now
      this.dispatchEvent(new CustomEvent('table'));
    }
  }
}
