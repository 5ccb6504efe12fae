/** A region with its place on the page. */
export interface NamedRegion {
  readonly name: string;
  readonly components: readonly unknown[];
}

/** A column of a page: regions one below the other, and under them a pair side by side where the template has one. */
export interface PageColumn<R extends NamedRegion> {
  readonly name: string;
  readonly className: string;
  readonly stacked: readonly R[];
  readonly pair: readonly R[];
}

export interface PageAreas<R extends NamedRegion> {
  /** Regions over the whole width, above the columns. */
  readonly rows: readonly R[];
  readonly columns: readonly PageColumn<R>[];
}

const FULL_WIDTH = /^(header|subheader|top|banner|header\d*)$/i;
const MAIN = /^main$|^center/i;
const LEFT = /^(left|pinnedleft)/i;
const SIDE = /(sidebar|side|right(col|column)?)$/i;
const BOTTOM = /^bottom(left|right)$/i;

/** Where a template puts its regions. Regions without components take no room. */
export function pageAreas<R extends NamedRegion>(regions: readonly R[], template: string): PageAreas<R> {
  const filled = regions.filter(({ components }) => components.length > 0);
  if (/^home:desktopTemplate$/.test(template)) return homeAreas(filled);
  const isHeader = ({ name }: R): boolean =>
    FULL_WIDTH.test(name) || (/^flexipage:appHome\w*Header/.test(template) && name === 'region1');
  const areas = filled.filter((region) => !isHeader(region));
  const hasMain = areas.some(({ name }) => MAIN.test(name));
  const columns = areas
    .map((region) => ({ region, position: positionOf(region.name, template) }))
    .sort((left, right) => left.position - right.position)
    .map(({ region }, index) => column(region, widthOf(region.name, hasMain, template, index)));
  return { rows: filled.filter(isHeader), columns };
}

/** The desktop's home: a wide column that ends in a pair, and a sidebar as high as the page. */
function homeAreas<R extends NamedRegion>(regions: readonly R[]): PageAreas<R> {
  const sidebar = regions.filter(({ name }) => name === 'sidebar');
  const pair = regions.filter(({ name }) => BOTTOM.test(name));
  const stacked = regions.filter((region) => !sidebar.includes(region) && !pair.includes(region));
  const main = { name: 'main', className: 'shell-column shell-w-main', stacked, pair };
  return {
    rows: [],
    columns: [
      ...(stacked.length + pair.length > 0 ? [main] : []),
      ...sidebar.map((region) => column(region, 'shell-w-side'))
    ]
  };
}

function column<R extends NamedRegion>(region: R, width: string): PageColumn<R> {
  return { name: region.name, className: `shell-column ${width}`, stacked: [region], pair: [] };
}

function positionOf(name: string, template: string): number {
  if (LEFT.test(name) || (/LeftSidebar/i.test(template) && /^sidebar$/i.test(name))) return 0;
  return SIDE.test(name) ? 2 : 1;
}

function widthOf(name: string, hasMain: boolean, template: string, index: number): string {
  if (hasMain) return MAIN.test(name) ? 'shell-w-main' : 'shell-w-side';
  const narrow = /LeftSidebar/i.test(template) ? 0 : /RightSidebar/i.test(template) ? 1 : undefined;
  if (narrow === undefined) return 'shell-w-equal';
  return index === narrow ? 'shell-w-side' : 'shell-w-main';
}
