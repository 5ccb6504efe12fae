import { inPart, type Data, type Teller } from './teller.ts';

interface Product {
  readonly store: string;
  readonly id: string;
  sku: string | null;
  title: string;
  category: string | null;
  description: string | null;
  price: number;
  active: boolean;
}

const PRODUCTS = 6;

/** Products: titles, categories, article numbers, descriptions and prices change, and a product may be sold before it is told of. */
export class Catalogue {
  readonly #teller: Teller;
  readonly #products: Product[] = [];

  constructor(teller: Teller) {
    this.#teller = teller;
    for (let number = 0; number < PRODUCTS; number++) {
      this.#products.push({
        store: number % 2 === 0 ? 'one' : 'two',
        id: `p${number}`,
        sku: `SKU-${number}`,
        title: `Product ${number}`,
        category: 'Things',
        description: null,
        price: 10,
        active: true
      });
    }
  }

  change(): void {
    const { random } = this.#teller;
    const product = random.pick(this.#products);
    random.weighted<() => void>([
      [() => (product.title = `Product ${product.id} ${random.pick(['red', 'blue'])}`), 1],
      [() => (product.category = random.pick(['Things', 'Light', 'Decor', null])), 2],
      [() => (product.sku = random.pick([`SKU-${product.id}`, `ART-${product.id}`, null])), 2],
      [() => (product.description = random.pick(['Shines', 'Glows', null])), 2],
      [() => (product.active = !product.active), 1],
      [() => (product.price = random.between(5, 50)), 1]
    ])();
    this.#teller.tell(
      product.store,
      'product',
      inPart(
        random,
        {
          externalId: product.id,
          sku: product.sku,
          title: product.title,
          category: product.category,
          description: product.description,
          active: product.active
        },
        ['sku', 'category', 'description']
      )
    );
  }

  /** A line of an order or a cart that sells some product. */
  line(store: string, number: number): Data {
    const { random } = this.#teller;
    const product = random.pick(this.#products.filter((candidate) => candidate.store === store));
    const quantity = random.between(1, 5);
    return {
      externalId: `l${number}`,
      sku: product.sku,
      productExternalId: product.id,
      title: product.title,
      ...(random.chance(0.5) ? { category: product.category } : {}),
      quantity,
      unitPrice: product.price,
      discount: 0,
      tax: 0,
      total: quantity * product.price
    };
  }
}
