import { Afterwards } from './afterwards.ts';
import type { Catalogue } from './catalogue.ts';
import type { People } from './people.ts';
import { inPart, type Data, type Teller } from './teller.ts';

export interface Purchase {
  readonly store: string;
  readonly id: string;
  readonly placedAt: string;
  readonly currency: string;
  lines: Data[];
  nextLine: number;
  values: Data;
}

interface Cart {
  readonly store: string;
  readonly id: string;
  readonly startedAt: string;
  customer: Data;
  lines: Data[];
  nextLine: number;
  status: string;
  order: string | null;
}

const OPTIONAL = [
  'note',
  'tags',
  'paymentStatus',
  'fulfillmentStatus',
  'status',
  'lines',
  'shippingAddress',
  'customer',
  'discountCodes'
];

/** Orders and carts, and what follows from them. */
export class Purchases {
  readonly #teller: Teller;
  readonly #people: People;
  readonly #catalogue: Catalogue;
  readonly #afterwards: Afterwards;
  readonly #orders: Purchase[] = [];
  readonly #carts: Cart[] = [];

  constructor(teller: Teller, people: People, catalogue: Catalogue) {
    this.#teller = teller;
    this.#people = people;
    this.#catalogue = catalogue;
    this.#afterwards = new Afterwards(teller);
  }

  change(): void {
    const { random } = this.#teller;
    random.weighted<() => void>([
      [() => this.#place(), 3],
      [() => this.#edit(), 4],
      [() => this.#fill(), 3],
      [() => this.#convert(), 1],
      [() => this.#afterwards.change(this.#orders), 5]
    ])();
  }

  #place(cart?: Cart): Purchase {
    const { random } = this.#teller;
    const store = cart?.store ?? random.pick(['one', 'two']);
    const order: Purchase = {
      store,
      id: `o${this.#orders.length}`,
      placedAt: this.#teller.time(),
      currency: random.pick(['EUR', 'EUR', 'USD']),
      lines: cart ? [...cart.lines] : [this.#catalogue.line(store, 0), this.#catalogue.line(store, 1)],
      nextLine: cart?.nextLine ?? 2,
      values: {
        status: 'open',
        paymentStatus: 'paid',
        fulfillmentStatus: 'unfulfilled',
        customer: cart?.customer ?? this.#people.buyer(store),
        ...(cart && random.chance(0.5) ? { cartExternalId: cart.id } : {})
      }
    };
    this.#orders.push(order);
    this.#tell(order);
    return order;
  }

  #edit(): void {
    const { random } = this.#teller;
    if (this.#orders.length === 0) {
      return;
    }
    const order = random.pick(this.#orders);
    const say = (name: string, values: readonly unknown[]): void => {
      order.values[name] = random.pick(values);
    };
    random.weighted<() => void>([
      [() => say('status', ['open', 'completed', 'cancelled']), 2],
      [() => say('paymentStatus', ['pending', 'paid', 'authorized']), 2],
      [() => say('note', ['Ring twice', 'Leave it', null]), 1],
      [() => say('tags', [['vip'], ['vip', 'gift'], []]), 1],
      [() => say('discountCodes', [['SPRING'], []]), 1],
      [
        () =>
          say('shippingAddress', [
            { city: 'Leeds', country: 'GB' },
            { city: 'York', street: 'Low 2' }
          ]),
        1
      ],
      [() => (order.values.customer = this.#people.buyer(order.store)), 1],
      [() => (order.lines = order.lines.slice(1)), 1],
      [() => order.lines.push(this.#catalogue.line(order.store, order.nextLine++)), 1],
      [
        () => (order.lines = order.lines.map((line) => ({ ...line, quantity: 2, total: 2 * Number(line.unitPrice) }))),
        1
      ]
    ])();
    this.#tell(order);
  }

  #tell(order: Purchase): void {
    const total = order.lines.reduce((sum, line) => sum + Number(line.total), 0);
    this.#teller.tell(
      order.store,
      'order',
      inPart(
        this.#teller.random,
        {
          externalId: order.id,
          number: `#${order.id}`,
          placedAt: order.placedAt,
          currency: order.currency,
          channel: 'web',
          test: false,
          ...order.values,
          lines: order.lines,
          totals: { subtotal: total, discount: 0, shipping: 0, tax: 0, total }
        },
        OPTIONAL
      )
    );
  }

  /** A cart is begun, grows, shrinks or is left. */
  #fill(): void {
    const { random } = this.#teller;
    let cart = random.chance(0.6) && this.#carts.length > 0 ? random.pick(this.#carts) : undefined;
    if (cart === undefined) {
      const store = random.pick(['one', 'two']);
      cart = {
        store,
        id: `k${this.#carts.length}`,
        startedAt: this.#teller.time(),
        customer: this.#people.buyer(store),
        lines: [this.#catalogue.line(store, 0)],
        nextLine: 1,
        status: 'active',
        order: null
      };
      this.#carts.push(cart);
    } else {
      cart.status = random.pick(['active', 'abandoned', 'abandoned', 'recovered']);
      cart.lines = random.chance(0.6)
        ? [...cart.lines, this.#catalogue.line(cart.store, cart.nextLine++)]
        : cart.lines.slice(1);
    }
    this.#tellCart(cart);
  }

  #convert(): void {
    const { random } = this.#teller;
    const open = this.#carts.filter((cart) => cart.order === null);
    if (open.length === 0) {
      return;
    }
    const cart = random.pick(open);
    const order = this.#place(cart);
    cart.order = order.id;
    cart.status = 'converted';
    if (!('cartExternalId' in order.values) || random.chance(0.5)) {
      this.#tellCart(cart);
    }
  }

  #tellCart(cart: Cart): void {
    this.#teller.tell(cart.store, 'cart', {
      externalId: cart.id,
      status: cart.status,
      currency: 'EUR',
      total: cart.lines.reduce((sum, line) => sum + Number(line.total), 0),
      startedAt: cart.startedAt,
      lastActivityAt: this.#teller.time(),
      recoveryUrl: 'https://shop.example/recover',
      orderExternalId: cart.order,
      customer: cart.customer,
      lines: cart.lines
    });
  }
}
