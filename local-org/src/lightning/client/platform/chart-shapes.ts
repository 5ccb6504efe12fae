import type { ChartData } from './report-types.ts';

/** What a chart's picture is made of, in pixels. */
export interface ChartShapes {
  readonly width: number;
  readonly height: number;
  readonly rects: readonly {
    key: string;
    x: number;
    y: number;
    width: number;
    height: number;
    fill: string;
    title: string;
  }[];
  readonly texts: readonly { key: string; x: number; y: number; anchor: string; text: string }[];
  readonly lines: readonly { key: string; x1: number; y1: number; x2: number; y2: number }[];
  readonly paths: readonly { key: string; d: string; fill: string; stroke: string; title: string }[];
  readonly dots: readonly { key: string; x: number; y: number; fill: string; title: string }[];
  readonly legend: readonly { key: string; label: string; style: string }[];
}

type Mutable = {
  -readonly [K in keyof ChartShapes]: ChartShapes[K] extends readonly (infer T)[] ? T[] : ChartShapes[K];
};

/** Colours that can be told apart, also without seeing red or green. */
const COLORS = ['#0b5cab', '#e07b00', '#2e844a', '#9050e9', '#c23934', '#0d8a8a', '#8a6d00', '#5c6b7a'];
const LETTER = 6.5;
const BAR = 22;
const GAP = 10;
const MOST_LABEL = 0.4;
const COLUMN_HEIGHT = 220;
const VALUE_ROOM = 70;

function color(index: number): string {
  return COLORS[index % COLORS.length] as string;
}

/** Lays a chart out for a width. Negative values are drawn as none; their text is shown. */
export function chartShapes(chart: ChartData, width: number): ChartShapes {
  const shapes: Mutable = { width, height: 0, rects: [], texts: [], lines: [], paths: [], dots: [], legend: [] };
  if (chart.shape === 'donut') donut(chart, shapes);
  else if (chart.shape === 'bar') bars(chart, shapes);
  else columns(chart, shapes);
  if (chart.shape !== 'donut' && chart.series.length > 1)
    legend(
      shapes,
      chart.series.map(({ label }) => label)
    );
  return shapes;
}

function legend(shapes: Mutable, labels: readonly string[]): void {
  labels.forEach((label, index) =>
    shapes.legend.push({ key: String(index), label, style: `background: ${color(index)}` })
  );
}

/** The greatest length that has to fit: of all series together when they are stacked. */
function greatest({ series, stacked, categories }: ChartData): number {
  const sums = categories.map((_category, at) => {
    const values = series.map(({ values: own }) => Math.max(0, own[at] ?? 0));
    return stacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
  });
  return Math.max(0, ...sums) || 1;
}

export function shorten(text: string, room: number): string {
  const most = Math.max(3, Math.floor(room / LETTER));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function bars(chart: ChartData, shapes: Mutable): void {
  const { categories, series, stacked } = chart;
  const longest = Math.max(0, ...categories.map(({ length }) => length)) * LETTER;
  const left = Math.min(longest, shapes.width * MOST_LABEL) + GAP;
  const room = Math.max(20, shapes.width - left - VALUE_ROOM);
  const scale = room / greatest(chart);
  const lanes = stacked ? 1 : series.length;
  let y = 0;
  categories.forEach((category, at) => {
    const band = lanes * BAR;
    shapes.texts.push({
      key: `c${at}`,
      x: left - GAP,
      y: y + band / 2 + 4,
      anchor: 'end',
      text: shorten(category, left - GAP)
    });
    let x = left;
    series.forEach(({ label, values, texts }, index) => {
      const length = Math.max(0, values[at] ?? 0) * scale;
      const lane = stacked ? y : y + index * BAR;
      const title = `${category}${series.length > 1 ? `, ${label}` : ''}: ${texts[at] ?? ''}`;
      shapes.rects.push({
        key: `${at}-${index}`,
        x: stacked ? x : left,
        y: lane + 2,
        width: length,
        height: BAR - 4,
        fill: color(index),
        title
      });
      if (!stacked)
        shapes.texts.push({
          key: `v${at}-${index}`,
          x: left + length + 4,
          y: lane + BAR / 2 + 4,
          anchor: 'start',
          text: texts[at] ?? ''
        });
      x += length;
    });
    y += band + GAP;
  });
  shapes.lines.push({ key: 'axis', x1: left, y1: 0, x2: left, y2: y });
  shapes.height = y;
}

function columns(chart: ChartData, shapes: Mutable): void {
  const { categories, series, stacked, shape } = chart;
  const top = greatest(chart);
  const left = 8;
  const floor = COLUMN_HEIGHT;
  const scale = (floor - 24) / top;
  const step = (shapes.width - left) / Math.max(1, categories.length);
  const lanes = stacked || shape === 'line' ? 1 : series.length;
  const thickness = Math.max(2, Math.min(48, (step * 0.7) / lanes));
  const points: string[][] = series.map(() => []);
  categories.forEach((category, at) => {
    const center = left + step * (at + 0.5);
    let base = floor;
    series.forEach(({ label, values, texts }, index) => {
      const length = Math.max(0, values[at] ?? 0) * scale;
      const title = `${category}${series.length > 1 ? `, ${label}` : ''}: ${texts[at] ?? ''}`;
      const key = `${at}-${index}`;
      if (shape === 'line') {
        points[index]?.push(`${center.toFixed(1)} ${(floor - length).toFixed(1)}`);
        shapes.dots.push({ key, x: center, y: floor - length, fill: color(index), title });
      } else {
        const x = stacked ? center - thickness / 2 : center - (thickness * lanes) / 2 + index * thickness;
        shapes.rects.push({
          key,
          x,
          y: (stacked ? base : floor) - length,
          width: thickness - 1,
          height: length,
          fill: color(index),
          title
        });
        base -= length;
      }
      const isAlone = series.length === 1 && step > (texts[at] ?? '').length * LETTER;
      if (isAlone)
        shapes.texts.push({
          key: `v${key}`,
          x: center,
          y: floor - length - 6,
          anchor: 'middle',
          text: texts[at] ?? ''
        });
    });
    // Every label that fits; of many, every second, third …
    const every = Math.ceil(48 / step);
    if (at % every === 0)
      shapes.texts.push({
        key: `c${at}`,
        x: center,
        y: floor + 16,
        anchor: 'middle',
        text: shorten(category, step * every - 4)
      });
  });
  points.forEach((path, index) =>
    shapes.paths.push({
      key: `line${index}`,
      d: path.length > 0 ? `M${path.join(' L')}` : '',
      fill: 'none',
      stroke: color(index),
      title: series[index]?.label ?? ''
    })
  );
  shapes.lines.push({ key: 'axis', x1: left, y1: floor, x2: shapes.width, y2: floor });
  shapes.height = floor + 24;
}

function donut({ categories, series, total }: ChartData, shapes: Mutable): void {
  const [only] = series;
  const values = (only?.values ?? []).map((value) => Math.max(0, value));
  const sum = values.reduce((left, right) => left + right, 0);
  const size = Math.min(shapes.width, 240);
  const [center, outer, inner] = [shapes.width / 2, size / 2 - 4, size / 3.2];
  let angle = -Math.PI / 2;
  values.forEach((value, index) => {
    const share = sum === 0 ? 0 : value / sum;
    const end = angle + share * Math.PI * 2;
    const title = `${categories[index] ?? ''}: ${only?.texts[index] ?? ''} (${Math.round(share * 100)}%)`;
    if (share > 0)
      shapes.paths.push({
        key: String(index),
        d: ring(center, size / 2, outer, inner, angle, end),
        fill: color(index),
        stroke: '#fff',
        title
      });
    shapes.legend.push({ key: String(index), label: title, style: `background: ${color(index)}` });
    angle = end;
  });
  shapes.texts.push({ key: 'total', x: center, y: size / 2 + 5, anchor: 'middle', text: total });
  shapes.height = size;
}

function ring(x: number, y: number, outer: number, inner: number, start: number, end: number): string {
  // A whole circle has no two ends to draw between.
  const stop = end - start >= Math.PI * 2 ? end - 0.0001 : end;
  const at = (radius: number, angle: number): string =>
    `${(x + radius * Math.cos(angle)).toFixed(2)} ${(y + radius * Math.sin(angle)).toFixed(2)}`;
  const wide = stop - start > Math.PI ? 1 : 0;
  return `M${at(outer, start)} A${outer} ${outer} 0 ${wide} 1 ${at(outer, stop)} L${at(inner, stop)} A${inner} ${inner} 0 ${wide} 0 ${at(inner, start)} Z`;
}
