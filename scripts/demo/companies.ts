import type { Basket } from './buyers.ts';

export const SMALL: Basket = { lines: [1, 3], quantity: [1, 2] };
export const MEDIUM: Basket = { lines: [2, 5], quantity: [2, 6] };
export const LARGE: Basket = { lines: [3, 7], quantity: [4, 16] };

export const ALL_LIGHT = [
  'LAMP-A',
  'LAMP-B',
  'SHD-1',
  'SHD-2',
  'SHD-3',
  'BULB-E27',
  'BULB-E14',
  'BULB-DECO',
  'CBL-KIT',
  'CBL-DIM'
];
export const ALL_HOME = [
  'VASE-S',
  'VASE-L',
  'MIR-R',
  'THROW-W',
  'CUSH-L',
  'SHELF-O',
  'STOOL-O',
  'SHD-2',
  'LAMP-DESK',
  'CLOCK-W'
];
const FESTIVE = ['XMAS-STAR', 'XMAS-LGT', 'CNDL-3', 'BULB-DECO'];

/** A trade customer with something to tell. Days count back from today. */
export interface CompanyStory {
  readonly name: string;
  readonly contact: readonly [string, string];
  readonly country: string;
  readonly first: number;
  readonly last: number;
  readonly gap: number;
  readonly jitter: number;
  readonly basket: Basket;
  readonly favourites: readonly string[];
  /** From first to last order the gap shrinks by this factor (1 = steady). */
  readonly pace?: number;
  /** From first to last order the quantities grow by this factor; below 1 they shrink. */
  readonly growth?: number;
  /** Agreed discount in thousandths. */
  readonly discount?: number;
  /** Seasons in days ago; between them nothing is ordered. */
  readonly seasons?: readonly (readonly [from: number, to: number])[];
  /** Delivered to a place other than the office. */
  readonly depot?: string;
}

/** The accounts a visitor should find, one story each. */
export const COMPANY_STORIES: readonly CompanyStory[] = [
  // ordered every two weeks for two years, silent for 41 days
  {
    name: 'Nordlicht Handels GmbH',
    contact: ['Ilse', 'Petersen'],
    country: 'DE',
    first: 760,
    last: 41,
    gap: 14,
    jitter: 2.5,
    basket: LARGE,
    favourites: [...ALL_LIGHT, 'SHD-2', 'SHD-2'],
    discount: 180,
    depot: 'Lager Nord, Tor 3'
  },
  // grows from a monthly order to one every ten days, and the orders grow too
  {
    name: 'Brightside Hotels BV',
    contact: ['Maarten', 'de Wit'],
    country: 'NL',
    first: 540,
    last: 4,
    gap: 30,
    jitter: 3,
    basket: MEDIUM,
    favourites: ALL_HOME,
    pace: 2.8,
    growth: 3.2,
    discount: 120,
    depot: 'Hotel De Oude Haven, receiving'
  },
  {
    name: 'Atelier Montclair SARL',
    contact: ['Claire', 'Aubert'],
    country: 'FR',
    first: 700,
    last: 9,
    gap: 21,
    jitter: 4,
    basket: MEDIUM,
    favourites: [...ALL_HOME, 'LAMP-B'],
    discount: 100
  },
  // a little late against its own rhythm
  {
    name: 'Kaffeehaus Linden KG',
    contact: ['Jonas', 'Linden'],
    country: 'DE',
    first: 500,
    last: 39,
    gap: 28,
    jitter: 4,
    basket: MEDIUM,
    favourites: ['BULB-E27', 'BULB-SPOT', 'CUSH-L', 'STOOL-O']
  },
  // has not been heard of for most of a year
  {
    name: 'Old Mill Interiors Ltd',
    contact: ['Graham', 'Holt'],
    country: 'GB',
    first: 620,
    last: 250,
    gap: 24,
    jitter: 5,
    basket: MEDIUM,
    favourites: ALL_HOME,
    discount: 80
  },
  // too new for any verdict
  {
    name: 'Studio Faro Srl',
    contact: ['Giulia', 'Conti'],
    country: 'IT',
    first: 48,
    last: 20,
    gap: 28,
    jitter: 2,
    basket: SMALL,
    favourites: ALL_LIGHT
  },
  {
    name: 'Hafenkontor Ausstatter eG',
    contact: ['Wiebke', 'Janssen'],
    country: 'DE',
    first: 470,
    last: 6,
    gap: 12,
    jitter: 3,
    basket: LARGE,
    favourites: ALL_LIGHT,
    discount: 150,
    depot: 'Speicher 7, Rampe'
  },
  {
    name: 'Casa Verde SL',
    contact: ['Lucía', 'Romero'],
    country: 'ES',
    first: 610,
    last: 15,
    gap: 35,
    jitter: 7,
    basket: MEDIUM,
    favourites: ALL_HOME
  },
  {
    name: 'Polar Design AB',
    contact: ['Sindre', 'Øverland'],
    country: 'SE',
    first: 420,
    last: 11,
    gap: 26,
    jitter: 5,
    basket: MEDIUM,
    favourites: ALL_LIGHT,
    discount: 60
  },
  {
    name: 'Rivage Boutique Hôtels',
    contact: ['Émilie', 'Garnier'],
    country: 'FR',
    first: 380,
    last: 22,
    gap: 40,
    jitter: 8,
    basket: LARGE,
    favourites: ALL_HOME,
    discount: 130,
    depot: 'Villa Rivage, entrée de service'
  },
  // still orders on time, but less and less each time
  {
    name: 'Wohnstudio Kern GmbH',
    contact: ['Anselm', 'Kern'],
    country: 'DE',
    first: 530,
    last: 8,
    gap: 18,
    jitter: 3,
    basket: LARGE,
    favourites: ALL_HOME,
    growth: 0.22,
    discount: 140
  },
  // buys for the festive season and for nothing else
  {
    name: 'Λευκό Φως Εκδηλώσεις',
    contact: ['Ελένη', 'Παπαδάκη'],
    country: 'GR',
    first: 735,
    last: 318,
    gap: 9,
    jitter: 2,
    basket: LARGE,
    favourites: FESTIVE,
    seasons: [
      [735, 685],
      [370, 318]
    ]
  },
  // unusually silent, and much smaller than the first one
  {
    name: 'Maison Verlaine SARL',
    contact: ['Margaux', 'Verlaine'],
    country: 'FR',
    first: 600,
    last: 58,
    gap: 21,
    jitter: 3,
    basket: MEDIUM,
    favourites: ALL_HOME,
    growth: 0.5,
    discount: 100
  },
  {
    name: 'Pracownia Światło sp. z o.o.',
    contact: ['Małgorzata', 'Wiśniowska'],
    country: 'PL',
    first: 460,
    last: 13,
    gap: 24,
    jitter: 5,
    basket: MEDIUM,
    favourites: ALL_LIGHT,
    growth: 1.8
  }
];
