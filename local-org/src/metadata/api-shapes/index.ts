export { checkField } from './check-field.ts';
export { checkShape, type ShapeFault } from './check-shape.ts';
export { readPlacedXml, type PlacedElement } from './placed-xml.ts';
export { CHECKED_TYPES } from './shapes.ts';
