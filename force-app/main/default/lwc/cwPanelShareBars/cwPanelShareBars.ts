import { api } from 'lwc';
import CwPanelChart from 'c/cwPanelChart';
import { number } from 'c/cwPanelFormat';
import type { FigureColumn, FigureRow } from 'c/cwPanelFigure';

/** One bar. */
export interface ShareBar {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly isStrong: boolean;
}

const ROW = 26;
const BAR = 16;
const NAME_SHARE = 0.32;
const NAME_WIDEST = 190;
const VALUE_WIDTH = 34;
const LETTER = 6.6;

interface Drawn {
  key: string;
  label: string;
  title: string;
  nameX: number;
  textY: number;
  x: number;
  y: number;
  width: number;
  value: string;
  valueX: number;
  className: string;
}

/** Horizontal bars with their names on the left and their counts on the right. */
export default class CwPanelShareBars extends CwPanelChart {
  /** The bars, longest first. */
  @api bars: readonly ShareBar[] = [];
  /** What the chart says, in a sentence. */
  @api summary = '';
  /** Heading of the names in the table. */
  @api nameHeading = '';
  /** Heading of the counts in the table. */
  @api valueHeading = '';

  readonly barHeight = BAR;

  get height(): number {
    return this.bars.length * ROW + 4;
  }

  get viewBox(): string {
    return `0 0 ${this.width} ${this.height}`;
  }

  get drawn(): readonly Drawn[] {
    const names = Math.min(NAME_WIDEST, this.width * NAME_SHARE);
    const room = this.width - names - VALUE_WIDTH - 8;
    const longest = Math.max(1, ...this.bars.map(({ value }) => value));
    return this.bars.map((bar, index) => {
      const width = Math.max(2, (bar.value / longest) * room);
      const letters = Math.floor(names / LETTER);
      return {
        key: bar.key,
        label: bar.label.length > letters ? `${bar.label.slice(0, letters - 1)}…` : bar.label,
        title: `${bar.label}: ${number(bar.value)}`,
        nameX: names,
        textY: index * ROW + 17,
        x: names + 8,
        y: index * ROW + 5,
        width,
        value: number(bar.value),
        valueX: names + 8 + width + 6,
        className: bar.isStrong ? 'strong' : 'plain'
      };
    });
  }

  get columns(): readonly FigureColumn[] {
    return [
      { key: 'name', label: this.nameHeading },
      { key: 'value', label: this.valueHeading, isNumeric: true }
    ];
  }

  get rows(): readonly FigureRow[] {
    return this.bars.map(({ key, label, value }) => ({ key, cells: [label, number(value)] }));
  }
}
