import type { Company, Customer, StoreKey } from './model.ts';
import type { Random } from './random.ts';

/** How one customer buys. Days count back from today. */
export interface Buyer {
  readonly store: StoreKey;
  readonly customer: Customer;
  readonly firstOrderDaysAgo: number;
  readonly lastOrderDaysAgo: number;
  /** Usual days between two orders. */
  readonly gapDays: number;
  /** Standard deviation of the gap, in days. */
  readonly jitterDays: number;
  readonly basket: { readonly lines: readonly [number, number]; readonly quantity: readonly [number, number] };
  readonly favourites: readonly string[];
  /** From first to last order the gap shrinks, or the basket grows, by this factor (1 = steady). */
  readonly growth: number;
  readonly channels: readonly (readonly [string, number])[];
}

const B2B_CHANNELS = [
  ['Rep', 3],
  ['EDI', 3],
  ['Web', 4]
] as const;
const B2C_CHANNELS = [
  ['Web', 7],
  ['Mobile', 3]
] as const;

const SMALL = { lines: [1, 3], quantity: [1, 2] } as const;
const MEDIUM = { lines: [2, 5], quantity: [2, 6] } as const;
const LARGE = { lines: [3, 7], quantity: [4, 16] } as const;

const ALL_LIGHT = ['LAMP-A', 'LAMP-B', 'SHD-1', 'SHD-2', 'SHD-3', 'BULB-E27', 'BULB-E14', 'CBL-KIT'];
const ALL_HOME = ['VASE-S', 'VASE-L', 'MIR-R', 'THROW-W', 'CUSH-L', 'SHELF-O', 'STOOL-O', 'SHD-2', 'LAMP-DESK'];

interface CompanyStory {
  readonly name: string;
  readonly contact: readonly [string, string];
  readonly first: number;
  readonly last: number;
  readonly gap: number;
  readonly jitter: number;
  readonly basket: Buyer['basket'];
  readonly favourites: readonly string[];
  readonly growth?: number;
}

/** The accounts a visitor should find, one story each. */
const COMPANY_STORIES: readonly CompanyStory[] = [
  // ordered every two weeks for two years, silent for 41 days
  {
    name: 'Nordlicht Handels GmbH',
    contact: ['Ilse', 'Petersen'],
    first: 760,
    last: 41,
    gap: 14,
    jitter: 2.5,
    basket: LARGE,
    favourites: [...ALL_LIGHT, 'SHD-2', 'SHD-2']
  },
  // grows from a monthly order to one every ten days
  {
    name: 'Brightside Hotels BV',
    contact: ['Maarten', 'de Wit'],
    first: 540,
    last: 4,
    gap: 30,
    jitter: 3,
    basket: MEDIUM,
    favourites: ALL_HOME,
    growth: 2.8
  },
  {
    name: 'Atelier Montclair SARL',
    contact: ['Claire', 'Aubert'],
    first: 700,
    last: 9,
    gap: 21,
    jitter: 4,
    basket: MEDIUM,
    favourites: [...ALL_HOME, 'LAMP-B']
  },
  // a little late against its own rhythm
  {
    name: 'Kaffeehaus Linden KG',
    contact: ['Jonas', 'Linden'],
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
    first: 730,
    last: 250,
    gap: 24,
    jitter: 5,
    basket: MEDIUM,
    favourites: ALL_HOME
  },
  // too new for any verdict
  {
    name: 'Studio Faro Srl',
    contact: ['Giulia', 'Conti'],
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
    first: 650,
    last: 6,
    gap: 12,
    jitter: 3,
    basket: LARGE,
    favourites: ALL_LIGHT
  },
  {
    name: 'Casa Verde SL',
    contact: ['Lucía', 'Romero'],
    first: 610,
    last: 15,
    gap: 35,
    jitter: 7,
    basket: MEDIUM,
    favourites: ALL_HOME
  },
  {
    name: 'Polar Design AS',
    contact: ['Sindre', 'Berg'],
    first: 420,
    last: 11,
    gap: 26,
    jitter: 5,
    basket: MEDIUM,
    favourites: ALL_LIGHT
  },
  {
    name: 'Rivage Boutique Hôtels',
    contact: ['Émilie', 'Garnier'],
    first: 380,
    last: 22,
    gap: 40,
    jitter: 8,
    basket: LARGE,
    favourites: ALL_HOME
  }
];

const FIRST_NAMES = [
  'Ada',
  'Ben',
  'Chiara',
  'Dario',
  'Elif',
  'Finn',
  'Greta',
  'Hugo',
  'Ines',
  'Jakub',
  'Klara',
  'Leo',
  'Mina',
  'Noah',
  'Olga',
  'Paul',
  'Ruth',
  'Sami',
  'Tessa',
  'Yara'
];
const LAST_NAMES = [
  'Abel',
  'Brandt',
  'Cohen',
  'Duarte',
  'Ekman',
  'Fischer',
  'Gallo',
  'Horvat',
  'Ivanov',
  'Jensen',
  'Keller',
  'Lund',
  'Moreau',
  'Novak',
  'Okafor',
  'Pavlov',
  'Quist',
  'Rossi',
  'Silva',
  'Tanaka'
];

function mailName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '');
}

function companyBuyer(story: CompanyStory, index: number, store: StoreKey): Buyer {
  const company: Company = { id: `co-${index + 1}`, name: story.name };
  const [firstName, lastName] = story.contact;
  return {
    store,
    customer: {
      id: `b-${index + 1}`,
      email: `${mailName(firstName)}.${mailName(lastName)}@${mailName(story.name)}.example`,
      phone: null,
      firstName,
      lastName,
      guest: false,
      company
    },
    firstOrderDaysAgo: story.first,
    lastOrderDaysAgo: story.last,
    gapDays: story.gap,
    jitterDays: story.jitter,
    basket: story.basket,
    favourites: story.favourites,
    growth: story.growth ?? 1,
    channels: B2B_CHANNELS
  };
}

function person(random: Random, index: number, id: string, guest: boolean): Customer {
  const firstName = FIRST_NAMES[index % FIRST_NAMES.length];
  const lastName = LAST_NAMES[(index * 7 + Math.floor(index / FIRST_NAMES.length)) % LAST_NAMES.length];
  return {
    id,
    email: `${mailName(firstName)}.${mailName(lastName)}${index}@mail.example`,
    phone: random.chance(0.3) ? `+49 30 5550${String(1000 + index)}` : null,
    firstName,
    lastName,
    guest
  };
}

function consumerBuyer(random: Random, index: number, store: StoreKey): Buyer {
  const guest = random.chance(0.15);
  const oneTime = random.chance(0.45);
  const first = random.between(15, 360);
  const gap = random.between(25, 90);
  // the source knows its shoppers by number, and the number is beyond what a double can hold
  const id = `90071992547420${String(100 + index)}`;
  return {
    store,
    customer: person(random, index, id, guest),
    firstOrderDaysAgo: first,
    lastOrderDaysAgo: oneTime || guest ? first : Math.max(1, random.between(0, Math.floor(first / 2))),
    gapDays: gap,
    jitterDays: gap / 4,
    basket: SMALL,
    favourites: random.chance(0.5) ? ALL_HOME : [...ALL_LIGHT, 'SHD-2'],
    growth: 1,
    channels: B2C_CHANNELS
  };
}

/**
 * Everybody who buys in the demo.
 * @param consumers how many private shoppers each of the two consumer stores has
 * @param extraCompanies trade customers beyond the ten stories
 */
export function buyers(random: Random, consumers: number, extraCompanies: number): Buyer[] {
  const companies = COMPANY_STORIES.map((story, index) => companyBuyer(story, index, 'b2b-direct'));
  for (let i = 0; i < extraCompanies; i++) {
    const index = COMPANY_STORIES.length + i;
    const lastName = random.pick(LAST_NAMES);
    companies.push(
      companyBuyer(
        {
          name: `${lastName} & ${LAST_NAMES[(index * 3) % LAST_NAMES.length]} Trading ${index}`,
          contact: [random.pick(FIRST_NAMES), lastName],
          first: random.between(200, 740),
          last: random.between(2, 40),
          gap: random.between(10, 45),
          jitter: random.between(2, 8),
          basket: MEDIUM,
          favourites: random.chance(0.5) ? ALL_LIGHT : ALL_HOME
        },
        index,
        'b2b-direct'
      )
    );
  }
  const people = Array.from({ length: consumers * 2 }, (_, index) =>
    consumerBuyer(random, index, index % 2 === 0 ? 'byron-eu' : 'byron-us')
  );
  return [...companies, ...twoCurrencies(), ...people];
}

/** One company that buys from the European store in EUR and from the American one in USD, by the same person. */
function twoCurrencies(): Buyer[] {
  const base: CompanyStory = {
    name: 'Transatlantic Living Inc',
    contact: ['Nora', 'Whitfield'],
    first: 350,
    last: 12,
    gap: 32,
    jitter: 6,
    basket: MEDIUM,
    favourites: ALL_HOME
  };
  const numbered = (buyer: Buyer, customerId: string, companyId: string): Buyer => ({
    ...buyer,
    customer: { ...buyer.customer, id: customerId, company: { id: companyId, name: base.name } }
  });
  return [
    numbered(companyBuyer(base, 900, 'byron-eu'), '9007199254743001', '9007199254744001'),
    numbered(companyBuyer({ ...base, gap: 45, last: 25 }, 901, 'byron-us'), '9007199254743002', '9007199254744002')
  ];
}
