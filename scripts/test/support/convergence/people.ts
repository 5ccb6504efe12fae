import { inPart, type Data, type Teller } from './teller.ts';

interface Person {
  readonly number: number;
  /** The stores that know the person by an id. */
  readonly stores: readonly string[];
  emails: number;
  firstName: string;
  lastName: string;
  phone: string | null;
  /** Number of the company, or null. */
  company: number | null;
  city: string;
}

const PEOPLE = 7;
/** Whose e-mail changes. An address that was given up is forgotten, so nobody buys as a guest of it. */
const MOVER = 1;
const COMPANIES = 4;
const NAMES = ['Ada', 'Kim', 'Lou', 'Max', 'Noa', 'Uli'];

/** Customers and companies: names, phones, addresses, e-mails and companies change, and one person may buy in two stores. */
export class People {
  readonly #teller: Teller;
  readonly #persons: Person[] = [];
  readonly #companyNames: string[] = [];

  constructor(teller: Teller) {
    this.#teller = teller;
    const { random } = teller;
    for (let number = 0; number < COMPANIES; number++) {
      this.#companyNames.push(`Company ${number}`);
    }
    for (let number = 0; number < PEOPLE; number++) {
      this.#persons.push({
        number,
        stores: number === 0 ? ['one', 'two'] : number < PEOPLE - 2 ? [random.pick(['one', 'two'])] : [],
        emails: 0,
        firstName: random.pick(NAMES),
        lastName: `Person ${number}`,
        phone: null,
        company: null,
        city: 'Leeds'
      });
    }
  }

  /** One change of a person or a company, told by a customer event where the store knows the person. */
  change(): void {
    const { random } = this.#teller;
    const person = random.pick(this.#persons);
    random.weighted<() => void>([
      [() => (person.firstName = random.pick(NAMES)), 2],
      [() => (person.lastName = `Person ${person.number} ${random.pick(NAMES)}`), 2],
      [() => (person.phone = `+49 ${random.between(1000, 9999)}`), 2],
      [() => (person.city = random.pick(['Leeds', 'York', 'Bath'])), 1],
      [() => (person.company = random.between(0, COMPANIES - 1)), 2],
      [() => this.#rename(random.between(0, COMPANIES - 1)), 2],
      [() => (person.emails += person.number === MOVER ? 1 : 0), 1]
    ])();
    if (person.stores.length > 0) {
      const store = random.pick(person.stores);
      this.#teller.tell(
        store,
        'customer',
        inPart(random, this.#statement(person, store), ['phone', 'firstName', 'address'])
      );
    }
  }

  /** Somebody who buys in a store: with an id, or as a guest. */
  buyer(store: string): Data {
    const { random } = this.#teller;
    const known = this.#persons.filter((person) => person.stores.includes(store) || person.stores.length === 0);
    // a person of another store may be a guest here
    const others = this.#persons.filter((person) => person.number !== MOVER);
    const person = random.pick(random.chance(0.15) ? others : known);
    return this.#statement(person, store);
  }

  #statement(person: Person, store: string): Data {
    const isGuest = !person.stores.includes(store);
    return {
      externalId: isGuest ? null : `c${person.number}`,
      email: `person${person.number}${person.emails === 0 ? '' : `-${person.emails}`}@example.com`,
      phone: person.phone,
      firstName: person.firstName,
      lastName: person.lastName,
      guest: isGuest,
      company:
        person.company === null || isGuest
          ? null
          : { externalId: `co${person.company}`, name: this.#companyNames[person.company] },
      address: { street: 'High Street 1', city: person.city, country: 'GB' }
    };
  }

  #rename(company: number): void {
    this.#companyNames[company] = `Company ${company} ${this.#teller.random.pick(['Ltd', 'Group', 'Trading'])}`;
  }
}
