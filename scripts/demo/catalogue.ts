import type { Product } from './model.ts';

const RANGE: readonly (readonly [sku: string, title: string, category: string, price: number])[] = [
  ['LAMP-A', 'Lamp A, brushed steel', 'Lamps', 10000],
  ['LAMP-B', 'Lamp B, oak tripod', 'Lamps', 14900],
  ['LAMP-DESK', 'Desk lamp with dimmer', 'Lamps', 7900],
  ['LAMP-FLOOR', 'Floor lamp, tall', 'Lamps', 18900],
  ['SHD-1', 'Paper shade', 'Shades', 2900],
  ['SHD-2', 'Linen shade', 'Shades', 4200],
  ['SHD-3', 'Glass shade, smoked', 'Shades', 5600],
  ['BULB-E27', 'LED bulb E27, pack of ten', 'Bulbs', 3900],
  ['BULB-E14', 'LED bulb E14, pack of ten', 'Bulbs', 3400],
  ['BULB-SPOT', 'LED spot GU10, pack of ten', 'Bulbs', 4900],
  ['CBL-2', 'Textile cable, 2 m', 'Cables', 1200],
  ['CBL-KIT', 'Cable kit with switch', 'Cables', 1900],
  ['VASE-S', 'Stoneware vase, small', 'Decor', 2400],
  ['VASE-L', 'Stoneware vase, large', 'Decor', 5400],
  ['MIR-R', 'Round mirror, 60 cm', 'Decor', 8900],
  ['THROW-W', 'Wool throw', 'Textiles', 6900],
  ['CUSH-L', 'Linen cushion cover', 'Textiles', 2500],
  ['RUG-S', 'Flat-weave rug, 120 × 180', 'Textiles', 15900],
  ['SHELF-O', 'Oak wall shelf', 'Furniture', 7400],
  ['STOOL-O', 'Oak stool', 'Furniture', 11900]
];

/** The demo shop's range. Ids are long on purpose: storefront ids exceed what a double can hold. */
export const PRODUCTS: readonly Product[] = RANGE.map(([sku, title, category, price], index) => ({
  id: `90071992547410${String(101 + index)}`,
  sku,
  title,
  category,
  price
}));

/** @throws when the range has no such SKU */
export function productBySku(sku: string): Product {
  const found = PRODUCTS.find((product) => product.sku === sku);
  if (!found) {
    throw new Error(`The demo range has no ${sku}`);
  }
  return found;
}
