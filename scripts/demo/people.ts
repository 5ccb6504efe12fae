import type { Address, Customer } from './model.ts';
import type { Random } from './random.ts';
import { REGION_OF, REGIONS, mailName, written, type Region } from './regions.ts';

const MAIL_DOMAINS = ['mail.example', 'post.example', 'inbox.example', 'familie.example'];

/** @param index makes the number unlike anybody else's */
function phoneOf(region: Region, index: number): string {
  return `${region.phone}${String(10 + (index % 90))}`;
}

/**
 * @param name who receives there
 * @returns a made-up address in the region
 */
export function addressIn(
  random: Random,
  region: Region,
  name: string,
  company: string | null = null,
  phone: string | null = null
): Address {
  const [city, postalCode, state = null] = random.pick(region.cities);
  const street = random.pick(region.streets);
  const number = String(random.between(1, 189));
  return {
    name,
    company,
    street: region.numberFirst ? `${number} ${street}` : `${street} ${number}`,
    city,
    state,
    postalCode,
    country: region.country,
    phone
  };
}

/** @param country ISO code of a country that trade customers come from */
export function companyAddress(random: Random, country: string, name: string, company: string): Address {
  const region = REGION_OF[country];
  return addressIn(random, region, name, company, phoneOf(region, random.between(0, 89)));
}

/**
 * A private shopper of a store.
 * @param index running number, so that no two have one e-mail address
 */
export function person(
  random: Random,
  store: 'byron-eu' | 'byron-us',
  index: number,
  id: string,
  guest: boolean
): Customer {
  const regions = REGIONS[store];
  const region = regions[index % regions.length];
  const first = random.pick(region.firstNames);
  const last = random.pick(region.lastNames);
  const phone = random.chance(0.4) ? phoneOf(region, index) : null;
  const fullName = `${written(first)} ${written(last)}`;
  return {
    id,
    email: `${mailName(first)}.${mailName(last)}${index + 1}@${random.pick(MAIL_DOMAINS)}`,
    phone,
    firstName: written(first),
    lastName: written(last),
    guest,
    address: addressIn(random, region, fullName, null, phone)
  };
}

/** A name for a trade customer who has no story. */
export function tradePerson(random: Random, country: string): readonly [string, string] {
  const region = REGION_OF[country];
  return [written(random.pick(region.firstNames)), written(random.pick(region.lastNames))];
}
