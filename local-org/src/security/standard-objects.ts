import type { ObjectSchema } from '../metadata/index.ts';

/** Business objects of the standard profiles; other standard objects follow their own rules. */
const BUSINESS_OBJECTS = new Set(
  'Account Asset Campaign CampaignMember Case CaseComment Contact Contract Event Lead Opportunity OpportunityLineItem Order OrderItem Solution Task'.split(
    ' '
  )
);
export function isBusinessObject(object: ObjectSchema): boolean {
  return object.kind === 'standard' && BUSINESS_OBJECTS.has(object.name);
}

const PRICING_OBJECTS = new Set(['Product2', 'Pricebook2', 'PricebookEntry']);
export function isPricingObject(object: ObjectSchema): boolean {
  return PRICING_OBJECTS.has(object.name);
}
