import type { ObjectDefinition } from '../custom-object.ts';
import { makeField } from '../fields.ts';
import type { FieldSchema } from '../schema.ts';

/** Standard objects whose currency is that of the record that they belong to. */
export const CURRENCY_OF_PARENT: Readonly<Record<string, string>> = {
  OpportunityLineItem: 'opportunityid',
  OrderItem: 'orderid',
  QuoteLineItem: 'quoteid'
};

function currencyField(object: string, currencies: readonly string[]): FieldSchema {
  const follows = Object.hasOwn(CURRENCY_OF_PARENT, object);
  return makeField({
    name: 'CurrencyIsoCode',
    label: 'Currency ISO Code',
    type: 'picklist',
    length: 3,
    createable: !follows,
    updateable: !follows,
    picklistValues: currencies.map((value) => ({ value, label: value, active: true, isDefault: false }))
  });
}

/**
 * An object as the feature `MultiCurrency` changes it: records have a currency.
 * @param currencies ISO codes of the org's currencies
 */
export function withCurrency(definition: ObjectDefinition, currencies: readonly string[]): ObjectDefinition {
  const hasOne = definition.kind === 'custom' || definition.fields.has('currencyisocode');
  if (!hasOne) {
    return definition;
  }
  const fields = new Map(definition.fields);
  fields.set('currencyisocode', currencyField(definition.name, currencies));
  return { ...definition, fields };
}
