import type { Currency, Product } from './model.ts';

/** Prices of private customers, tax included in Europe and without it in America. */
const RANGE: readonly (readonly [sku: string, title: string, category: string, eur: number, usd: number])[] = [
  ['LAMP-A', 'Halden table lamp, brushed steel', 'Lamps', 10900, 11400],
  ['LAMP-B', 'Trevi floor lamp, oak tripod', 'Lamps', 16950, 17900],
  ['LAMP-DESK', 'Pico desk lamp with dimmer', 'Lamps', 7990, 8400],
  ['LAMP-FLOOR', 'Arc floor lamp, tall', 'Lamps', 21900, 23500],
  ['LAMP-WALL', 'Noctis wall light, matt black', 'Lamps', 6450, 6800],
  ['LAMP-OUT', 'Skagen garden light, IP65', 'Lamps', 8975, 9350],
  ['SHD-1', 'Washi paper shade', 'Shades', 2995, 3150],
  ['SHD-2', 'Linen shade, natural', 'Shades', 4250, 4490],
  ['SHD-3', 'Smoked glass shade', 'Shades', 5890, 6100],
  ['SHD-4', 'Rattan shade, 45 cm', 'Shades', 4990, 5275],
  ['BULB-E27', 'LED bulb E27, pack of ten', 'Bulbs', 3990, 4150],
  ['BULB-E14', 'LED bulb E14, pack of ten', 'Bulbs', 3475, 3650],
  ['BULB-SPOT', 'LED spot GU10, pack of ten', 'Bulbs', 4960, 5190],
  ['BULB-DECO', 'Filament bulb, amber', 'Bulbs', 1490, 1590],
  ['CBL-2', 'Textile cable, 2 m', 'Cables', 1290, 1350],
  ['CBL-KIT', 'Cable kit with switch', 'Cables', 1995, 2090],
  ['CBL-DIM', 'In-line dimmer', 'Cables', 2740, 2890],
  ['VASE-S', 'Stoneware vase, small', 'Decor', 2450, 2600],
  ['VASE-L', 'Stoneware vase, large', 'Decor', 4495, 4700],
  ['MIR-R', 'Round mirror, 60 cm', 'Decor', 8990, 9450],
  ['CLOCK-W', 'Wall clock, walnut', 'Decor', 5680, 5950],
  ['CNDL-3', 'Candle holders, set of three', 'Decor', 3280, 3400],
  ['THROW-W', 'Merino wool throw', 'Textiles', 7450, 7800],
  ['CUSH-L', 'Linen cushion cover', 'Textiles', 2590, 2725],
  ['RUG-S', 'Flat-weave rug, 120 × 180', 'Textiles', 16490, 17250],
  ['CURT-2', 'Curtains, pair, 140 × 250', 'Textiles', 9870, 10400],
  ['SHELF-O', 'Oak wall shelf', 'Furniture', 7550, 7950],
  ['STOOL-O', 'Oak stool', 'Furniture', 12400, 12950],
  ['SIDE-T', 'Side table, travertine', 'Furniture', 18990, 19900],
  ['HOOK-5', 'Coat rail, five hooks', 'Furniture', 4380, 4550],
  ['XMAS-STAR', 'Paper star with cable', 'Seasonal', 2290, 2395],
  ['XMAS-LGT', 'Fairy lights, 10 m', 'Seasonal', 1875, 1990]
];

/** The demo shop's range. Ids are long on purpose: storefront ids exceed what a double can hold. */
export const PRODUCTS: readonly Product[] = RANGE.map(([sku, title, category, eur, usd], index) => ({
  id: `90071992547410${String(101 + index)}`,
  sku,
  title,
  category,
  prices: { EUR: eur, USD: usd }
}));

/** @throws when the range has no such SKU */
export function productBySku(sku: string): Product {
  const found = PRODUCTS.find((product) => product.sku === sku);
  if (!found) {
    throw new Error(`The demo range has no ${sku}`);
  }
  return found;
}

/** Days ago at which the shop raised its prices, and what a price was worth before, in thousandths of today's. */
const PRICE_RISES = [
  [160, 960],
  [430, 915]
] as const;

/**
 * @param daysAgo when the goods are bought
 * @param discount what a trade customer has agreed, in thousandths of the price
 * @returns cents, in whole five cents
 */
export function priceOn(product: Product, currency: Currency, daysAgo: number, discount = 0): number {
  const [, factor] = [...PRICE_RISES].reverse().find(([since]) => daysAgo > since) ?? [0, 1000];
  const exact = (product.prices[currency] * factor * (1000 - discount)) / 1_000_000;
  return Math.max(5, Math.round(exact / 5) * 5);
}
