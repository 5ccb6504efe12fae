import { ALL_HOME, ALL_LIGHT, COMPANY_STORIES, MEDIUM, SMALL, type CompanyStory } from './companies.ts';
import { RECENT } from './incidents.ts';
import type { Address, Company, Customer, StoreKey } from './model.ts';
import { companyAddress, person, tradePerson } from './people.ts';
import type { Random } from './random.ts';
import { mailName } from './regions.ts';

/** How much one order holds: from and to. */
export interface Basket {
  readonly lines: readonly [number, number];
  readonly quantity: readonly [number, number];
}

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
  readonly basket: Basket;
  readonly favourites: readonly string[];
  /** From first to last order the gap shrinks by this factor (1 = steady). */
  readonly pace: number;
  /** From first to last order the quantities grow by this factor (1 = steady). */
  readonly growth: number;
  /** Agreed discount in thousandths. */
  readonly discount: number;
  readonly seasons: readonly (readonly [from: number, to: number])[];
  /** Where the goods go when that is not the customer's own address. */
  readonly deliverTo: Address | null;
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
const TRADE_COUNTRIES = ['DE', 'FR', 'NL', 'IT', 'PL', 'SE', 'ES'] as const;
const TRADES = ['Trading', 'Interiors', 'Contract', 'Objekt', 'Design House', 'Supply'] as const;

function companyBuyer(random: Random, story: CompanyStory, index: number, store: StoreKey): Buyer {
  const company: Company = { id: `co-${index + 1}`, name: story.name };
  const [firstName, lastName] = story.contact;
  const address = companyAddress(random, story.country, `${firstName} ${lastName}`, story.name);
  const host = mailName(story.name) || 'trade';
  const mailbox = [mailName(firstName), mailName(lastName)].filter(Boolean).join('.') || `orders${index + 1}`;
  return {
    store,
    customer: {
      id: `b-${index + 1}`,
      email: `${mailbox}@${host}.example`,
      phone: address.phone,
      firstName,
      lastName,
      guest: false,
      address,
      company
    },
    firstOrderDaysAgo: story.first,
    lastOrderDaysAgo: story.last,
    gapDays: story.gap,
    jitterDays: story.jitter,
    basket: story.basket,
    favourites: story.favourites,
    pace: story.pace ?? 1,
    growth: story.growth ?? 1,
    discount: story.discount ?? 0,
    seasons: story.seasons ?? [],
    deliverTo: story.depot ? { ...companyAddress(random, story.country, story.depot, story.name) } : null,
    channels: B2B_CHANNELS
  };
}

function consumerBuyer(random: Random, index: number, store: 'byron-eu' | 'byron-us'): Buyer {
  const guest = random.chance(0.15);
  const oneTime = random.chance(0.45);
  // every ninth shopper is a regular
  const loyal = !guest && index % 9 === 4;
  const first = loyal ? random.between(300, 420) : random.between(15, 360);
  const gap = loyal ? random.between(18, 30) : random.between(25, 90);
  // the source knows its shoppers by number, and the number is beyond what a double can hold
  const id = `90071992547420${String(100 + index)}`;
  const customer = person(random, store, index, id, guest);
  const last = loyal ? random.between(2, 20) : Math.max(1, random.between(0, Math.floor(first / 2)));
  return {
    store,
    customer,
    firstOrderDaysAgo: first,
    lastOrderDaysAgo: (oneTime && !loyal) || guest ? first : last,
    gapDays: gap,
    jitterDays: gap / 4,
    basket: SMALL,
    favourites: random.chance(0.5) ? ALL_HOME : [...ALL_LIGHT, 'SHD-2'],
    pace: 1,
    growth: 1,
    discount: 0,
    seasons: [],
    // some order a present, or to the office
    deliverTo: random.chance(0.2) ? person(random, store, index + 5, id, true).address : null,
    channels: B2C_CHANNELS
  };
}

function unnamedCompany(random: Random, index: number): CompanyStory {
  const country = random.pick(TRADE_COUNTRIES);
  const contact = tradePerson(random, country);
  return {
    name: `${contact[1]} ${random.pick(TRADES)} ${index}`,
    contact,
    country,
    first: random.between(200, 740),
    last: random.between(2, 40),
    gap: random.between(14, 45),
    jitter: random.between(2, 8),
    basket: MEDIUM,
    favourites: random.chance(0.5) ? ALL_LIGHT : ALL_HOME,
    growth: random.pick([0.6, 1, 1, 1.4]),
    discount: random.between(0, 3) * 50
  };
}

/**
 * Everybody who buys in the demo.
 * @param consumers how many private shoppers each of the two consumer stores has
 * @param extraCompanies trade customers beyond the stories
 */
export function buyers(random: Random, consumers: number, extraCompanies: number): Buyer[] {
  const stories = [
    ...COMPANY_STORIES,
    ...Array.from({ length: extraCompanies }, (_, i) => unnamedCompany(random, COMPANY_STORIES.length + i))
  ];
  const people = Array.from({ length: consumers * 2 }, (_, index) =>
    consumerBuyer(random, index, index % 2 === 0 ? 'byron-eu' : 'byron-us')
  );
  return [
    ...stories.map((story, index) => companyBuyer(random, story, index, 'b2b-direct')),
    ...twoCurrencies(random),
    ...people,
    ...onePersonInTwoStores(random),
    ...newcomers(random)
  ];
}

/** People whose first order is a few days old: what is on its way, or was never sent, is mostly theirs. */
function newcomers(random: Random): Buyer[] {
  return Array.from({ length: RECENT.length }, (_, index) => {
    const daysAgo = 4 + (index % 5);
    return {
      ...consumerBuyer(random, 800 + index, index % 3 === 2 ? 'byron-us' : 'byron-eu'),
      firstOrderDaysAgo: daysAgo,
      lastOrderDaysAgo: daysAgo,
      basket: { lines: [2, 4], quantity: [1, 2] }
    };
  });
}

/** One company that buys from the European store in EUR and from the American one in USD, by the same person. */
function twoCurrencies(random: Random): Buyer[] {
  const base: CompanyStory = {
    name: 'Transatlantic Living Inc',
    contact: ['Nora', 'Whitfield'],
    country: 'US',
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
    numbered(companyBuyer(random, base, 900, 'byron-eu'), '9007199254743001', '9007199254744001'),
    numbered(
      companyBuyer(random, { ...base, gap: 45, last: 25 }, 901, 'byron-us'),
      '9007199254743002',
      '9007199254744002'
    )
  ];
}

/** A private person who shops at home and abroad with one e-mail address. */
function onePersonInTwoStores(random: Random): Buyer[] {
  const home = consumerBuyer(random, 700, 'byron-eu');
  const customer: Customer = { ...home.customer, guest: false, id: '9007199254743101' };
  const regular = { customer, firstOrderDaysAgo: 240, gapDays: 40, jitterDays: 8, basket: SMALL };
  return [
    { ...home, ...regular, lastOrderDaysAgo: 16 },
    {
      ...home,
      ...regular,
      store: 'byron-us',
      lastOrderDaysAgo: 70,
      gapDays: 75,
      customer: { ...customer, id: '9007199254743102' }
    }
  ];
}
